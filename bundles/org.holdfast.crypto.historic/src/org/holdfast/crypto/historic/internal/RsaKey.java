// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * A pair of RSA-2048 keys, made from a key of 32 bytes in one way only, so that whoever has that key has the pair. Each
 * prime is the smallest above a number of 1,024 bits whose two highest bits are set and whose others come from the key,
 * and that is no 1 modulo e: then the product has 2,048 bits and e an inverse. Making one takes some 0.1 s.
 *
 * @param open the public key, which is public to nobody here
 * @param secret the private key
 */
public record RsaKey(PublicKey open, PrivateKey secret) {
    static final int MODULUS_LENGTH = 256;
    private static final int PRIME_BITS = 1024;
    private static final int BLOCKS = PRIME_BITS / Byte.SIZE / Expand.KEY_LENGTH;
    private static final BigInteger E = BigInteger.valueOf(65_537);

    static RsaKey of(Expand keys) {
        BigInteger p = prime(keys, 0);
        BigInteger q = prime(keys, BLOCKS);
        if (p.equals(q)) {
            throw new IllegalStateException("both primes are the same; the odds are 2^-1000");
        }
        try {
            return of(p, q);
        } catch (GeneralSecurityException e) {
            throw Expand.failed(keys.id(), "this Java refuses the RSA key", e);
        }
    }

    static RsaKey of(BigInteger p, BigInteger q) throws GeneralSecurityException {
        BigInteger n = p.multiply(q);
        BigInteger p1 = p.subtract(BigInteger.ONE);
        BigInteger q1 = q.subtract(BigInteger.ONE);
        BigInteger d = E.modInverse(p1.multiply(q1));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        return new RsaKey(
                factory.generatePublic(new RSAPublicKeySpec(n, E)),
                factory.generatePrivate(
                        new RSAPrivateCrtKeySpec(n, E, d, p, q, d.mod(p1), d.mod(q1), q.modInverse(p))));
    }

    private static BigInteger prime(Expand keys, int firstBlock) {
        ByteBuffer bytes = ByteBuffer.allocate(PRIME_BITS / Byte.SIZE);
        for (int i = 0; i < BLOCKS; i++) {
            byte[] number =
                    ByteBuffer.allocate(Integer.BYTES).putInt(firstBlock + i).array();
            bytes.put(keys.expand("/prime", number));
        }
        BigInteger start =
                new BigInteger(1, bytes.array()).setBit(PRIME_BITS - 1).setBit(PRIME_BITS - 2);
        BigInteger prime = start.nextProbablePrime();
        while (prime.mod(E).equals(BigInteger.ONE)) {
            prime = prime.nextProbablePrime();
        }
        return prime;
    }
}
