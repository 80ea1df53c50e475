// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Sample;

/**
 * The formulas of docs/format-audit.md, with a multiplication bit by bit; shares nothing with what it checks. An element of
 * the field is a number whose bit 127 is the coefficient of x^0, as in GCM (NIST SP 800-38D, 6.3).
 */
final class Slow {
    private static final BigInteger REDUCTION = BigInteger.valueOf(0xE1).shiftLeft(120);

    private Slow() {}

    static BigInteger multiply(BigInteger x, BigInteger y) {
        BigInteger sum = BigInteger.ZERO;
        BigInteger v = y;
        for (int i = 127; i >= 0; i--) {
            if (x.testBit(i)) {
                sum = sum.xor(v);
            }
            v = v.testBit(0) ? v.shiftRight(1).xor(REDUCTION) : v.shiftRight(1);
        }
        return sum;
    }

    /** x to the power of e, e from 1. */
    static BigInteger power(BigInteger x, int e) {
        BigInteger power = x;
        for (int i = 1; i < e; i++) {
            power = multiply(power, x);
        }
        return power;
    }

    /** Σ x_k H^(s+2−k) of a piece that is filled up with zeros. */
    static BigInteger polynomial(BigInteger h, byte[] piece) {
        byte[] padded = Arrays.copyOf(piece, 4096);
        BigInteger sum = BigInteger.ZERO;
        for (int k = 1; k <= 256; k++) {
            sum = multiply(sum, h).xor(element(padded, k - 1));
        }
        return multiply(multiply(sum, h), h);
    }

    static BigInteger tag(byte[] sharedKey, byte[] blockKey, byte[] piece, int number) {
        return polynomial(hashKey(sharedKey), piece).xor(aes(blockKey, number));
    }

    /** All tags of a payload. */
    static byte[] tags(byte[] sharedKey, byte[] blockKey, byte[] payload) {
        var tags = new ByteArrayOutputStream();
        for (int i = 0; i * 4096 < payload.length; i++) {
            tags.writeBytes(bytes(tag(sharedKey, blockKey, piece(payload, i), i)));
        }
        return tags.toByteArray();
    }

    /** mu and sigma. */
    static byte[] proof(Challenge challenge, Function<AuditedBlock, byte[]> payload, Function<Sample, BigInteger> tag) {
        BigInteger[] sums = new BigInteger[257];
        Arrays.fill(sums, BigInteger.ZERO);
        for (Sample each : challenge.samples()) {
            BigInteger weight = power(rho(challenge.random()), challenge.drawn() + 2 - each.order());
            byte[] piece = Arrays.copyOf(piece(payload.apply(each.block()), each.piece()), 4096);
            for (int k = 0; k < 256; k++) {
                sums[k] = sums[k].xor(multiply(weight, element(piece, k)));
            }
            sums[256] = sums[256].xor(multiply(weight, tag.apply(each)));
        }
        var proof = new ByteArrayOutputStream();
        Arrays.stream(sums).forEach(each -> proof.writeBytes(bytes(each)));
        return proof.toByteArray();
    }

    /** Whether the owner's equation holds. */
    static boolean accepts(byte[] sharedKey, Challenge challenge, byte[] proof, Function<AuditedBlock, byte[]> key) {
        BigInteger left = polynomial(hashKey(sharedKey), Arrays.copyOf(proof, 4096));
        for (Sample each : challenge.samples()) {
            BigInteger weight = power(rho(challenge.random()), challenge.drawn() + 2 - each.order());
            left = left.xor(multiply(weight, aes(key.apply(each.block()), each.piece())));
        }
        return left.equals(element(proof, 256));
    }

    static BigInteger element(byte[] bytes, int number) {
        return new BigInteger(1, bytes, 16 * number, 16);
    }

    static byte[] bytes(BigInteger element) {
        byte[] signed = element.toByteArray();
        byte[] bytes = new byte[16];
        int length = Math.min(16, signed.length);
        System.arraycopy(signed, signed.length - length, bytes, 16 - length, length);
        return bytes;
    }

    private static byte[] piece(byte[] payload, int number) {
        return Arrays.copyOfRange(payload, 4096 * number, Math.min(payload.length, 4096 * number + 4096));
    }

    private static BigInteger rho(Digest random) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(random.bytes(), "HmacSHA256"));
            return hashKey(mac.doFinal("rho\u0001".getBytes(StandardCharsets.ISO_8859_1)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigInteger hashKey(byte[] key) {
        return aes(key, 0);
    }

    private static BigInteger aes(byte[] key, int block) {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return new BigInteger(
                    1, aes.doFinal(ByteBuffer.allocate(16).putInt(12, block).array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
