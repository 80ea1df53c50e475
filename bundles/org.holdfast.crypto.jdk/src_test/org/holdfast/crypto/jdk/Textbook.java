// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * CTR and GCM as NIST SP 800-38A and 800-38D describe them, made of single AES blocks and big integers: nothing of the
 * JDK's modes. Slow.
 */
final class Textbook {
    private static final int BLOCK = 16;
    private static final BigInteger REDUCTION = BigInteger.valueOf(0xE1).shiftLeft(120);

    private final Cipher blocks;

    Textbook(byte[] key) throws GeneralSecurityException {
        blocks = Cipher.getInstance("AES/ECB/NoPadding");
        blocks.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    }

    /** Counter blocks are {@code nonce} and a 32-bit number from {@code first}. */
    byte[] ctr(byte[] nonce, int first, byte[] in) {
        byte[] out = in.clone();
        for (int i = 0; i < in.length; i++) {
            if (i % BLOCK == 0) {
                byte[] stream = block(counter(nonce, first + i / BLOCK));
                for (int j = i; j < Math.min(in.length, i + BLOCK); j++) {
                    out[j] ^= stream[j - i];
                }
            }
        }
        return out;
    }

    /** Ciphertext and tag. */
    byte[] gcm(byte[] nonce, byte[] aad, byte[] in) {
        byte[] sealed = ctr(nonce, 2, in);
        byte[] hash = ghash(aad, sealed);
        byte[] mask = block(counter(nonce, 1));
        byte[] out = Arrays.copyOf(sealed, sealed.length + BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            out[sealed.length + i] = (byte) (hash[i] ^ mask[i]);
        }
        return out;
    }

    private byte[] ghash(byte[] aad, byte[] sealed) {
        BigInteger h = new BigInteger(1, block(new byte[BLOCK]));
        BigInteger sum = absorb(absorb(BigInteger.ZERO, h, aad), h, sealed);
        byte[] lengths = ByteBuffer.allocate(BLOCK)
                .putLong(8L * aad.length)
                .putLong(8L * sealed.length)
                .array();
        byte[] digits = absorb(sum, h, lengths).toByteArray();
        byte[] hash = new byte[BLOCK];
        int length = Math.min(BLOCK, digits.length);
        System.arraycopy(digits, digits.length - length, hash, BLOCK - length, length);
        return hash;
    }

    private static BigInteger absorb(BigInteger sum, BigInteger h, byte[] bytes) {
        BigInteger next = sum;
        for (int i = 0; i < bytes.length; i += BLOCK) {
            byte[] padded = Arrays.copyOf(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + BLOCK)), BLOCK);
            next = product(next.xor(new BigInteger(1, padded)), h);
        }
        return next;
    }

    /** In GCM's field bit 0 is the leftmost. */
    private static BigInteger product(BigInteger x, BigInteger y) {
        BigInteger product = BigInteger.ZERO;
        BigInteger shifted = y;
        for (int bit = 127; bit >= 0; bit--) {
            product = x.testBit(bit) ? product.xor(shifted) : product;
            shifted = shifted.testBit(0) ? shifted.shiftRight(1).xor(REDUCTION) : shifted.shiftRight(1);
        }
        return product;
    }

    private static byte[] counter(byte[] nonce, int number) {
        return ByteBuffer.allocate(BLOCK).put(nonce).putInt(number).array();
    }

    private byte[] block(byte[] in) {
        try {
            return blocks.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
