// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.RandomStream;

/**
 * What only the owner has: the primes. Everything secret; no {@code toString} shows it.
 *
 * @param primes distinct safe primes
 * @param modulus N, their product
 * @param order φ(N)
 */
public record RsaKey(List<BigInteger> primes, BigInteger modulus, BigInteger order) {
    public RsaKey {
        primes = List.copyOf(primes);
    }

    public static RsaKey of(List<BigInteger> primes) {
        BigInteger modulus = primes.stream().reduce(BigInteger.ONE, BigInteger::multiply);
        BigInteger order =
                primes.stream().map(p -> p.subtract(BigInteger.ONE)).reduce(BigInteger.ONE, BigInteger::multiply);
        return new RsaKey(primes, modulus, order);
    }

    /**
     * The key that a shared key determines: prime i, from 0, is the first safe prime from a number on that the stream
     * {@code prime i} gives, with the three highest and the two lowest bits set. Three high bits make N exactly as long
     * as its primes together, for up to four of them.
     *
     * @param count of primes, 2 to 4
     */
    public static RsaKey derive(byte[] sharedKey, int count) {
        if (count < 2 || count > 4) {
            throw new IllegalArgumentException("an RSA audit has 2 to 4 primes, not " + count);
        }
        Digest seed = Digest.of(sharedKey);
        int bits = RsaKeys.MODULUS_BYTES * Byte.SIZE / count;
        return of(IntStream.range(0, count)
                .mapToObj(i -> SafePrimes.first(start(new RandomStream(seed, "prime" + i), bits)))
                .toList());
    }

    private static BigInteger start(RandomStream stream, int bits) {
        return Numbers.next(stream, bits / Long.SIZE)
                .setBit(bits - 1)
                .setBit(bits - 2)
                .setBit(bits - 3)
                .setBit(1)
                .setBit(0);
    }

    /**
     * Whether answer = base^exponent modulo N. It is, if it is modulo each prime, where the exponent counts modulo p − 1;
     * so this takes a fraction of one power modulo N.
     */
    public boolean isPower(BigInteger answer, BigInteger base, BigInteger exponent) {
        return answer.signum() >= 0
                && answer.compareTo(modulus) < 0
                && primes.stream().allMatch(p -> isPower(p, answer, base, exponent));
    }

    private static boolean isPower(BigInteger prime, BigInteger answer, BigInteger base, BigInteger exponent) {
        BigInteger reduced = exponent.mod(prime.subtract(BigInteger.ONE));
        return base.modPow(reduced, prime).equals(answer.mod(prime));
    }

    @Override
    public String toString() {
        return "RSA key of " + primes.size() + " primes";
    }
}
