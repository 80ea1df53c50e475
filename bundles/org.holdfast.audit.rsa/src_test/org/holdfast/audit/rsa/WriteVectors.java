// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Sample;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.audit.AuditVectorCase;

/**
 * Made docs/vectors/rsa-v1.json, rsa-3-v1.json and rsa-4-v1.json without the providers; a search number by number for
 * primes takes minutes. Run it again only to add cases: vectors that are published never change.
 */
final class WriteVectors {
    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        write("rsa-v1", 2, 3);
        write("rsa-3-v1", 3, 9);
        write("rsa-4-v1", 4, 9);
    }

    /** @param number of a shared key whose primes are found quickly */
    private static void write(String id, int primes, int number) throws IOException {
        GoldenVectors.write(
                id,
                AuditVectorCase.ABOUT,
                List.of(vector(primes, number, 1, 4096), vector(primes, number, 7, 16_384, 5000, 1)));
    }

    private static Map<String, String> vector(int primes, int number, int count, int... lengths) {
        var of = new AuditVectorCase(number, count, lengths, RsaScheme.SHAPE);
        List<BigInteger> factors = IntStream.range(0, primes)
                .mapToObj(i -> Slow.prime(of.sharedKey(), i, 3072 / primes))
                .toList();
        BigInteger modulus = product(factors);
        BigInteger order =
                product(factors.stream().map(p -> p.subtract(BigInteger.ONE)).toList());
        return of.vector(new byte[0], kept(of, order), bytes(modulus), bytes(answer(of.challenge(), modulus)));
    }

    private static byte[] kept(AuditVectorCase of, BigInteger order) {
        var kept = new ByteArrayOutputStream();
        for (AuditedBlock block : of.catalogue()) {
            for (int i = 0; 4096 * i < block.payloadLength(); i++) {
                kept.writeBytes(bytes(piece(block, i).mod(order)));
            }
        }
        return kept.toByteArray();
    }

    private static BigInteger answer(Challenge challenge, BigInteger modulus) {
        byte[] root = Slow.stream(challenge.random(), "r", 400);
        byte[] weights = Slow.stream(challenge.random(), "nu", 16 * challenge.drawn());
        BigInteger sum = BigInteger.ZERO;
        for (Sample each : challenge.samples()) {
            BigInteger weight = new BigInteger(1, weights, 16 * (each.order() - 1), 16);
            sum = sum.add(weight.multiply(piece(each.block(), each.piece())));
        }
        return new BigInteger(1, root).pow(2).mod(modulus).modPow(sum, modulus);
    }

    private static BigInteger piece(AuditedBlock block, int number) {
        byte[] payload = AuditVectorCase.payload(block);
        return new BigInteger(
                1, Arrays.copyOfRange(payload, 4096 * number, Math.min(payload.length, 4096 * number + 4096)));
    }

    private static BigInteger product(List<BigInteger> factors) {
        return factors.stream().reduce(BigInteger.ONE, BigInteger::multiply);
    }

    private static byte[] bytes(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] bytes = new byte[384];
        int length = Math.min(384, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, 384 - length, length);
        return bytes;
    }
}
