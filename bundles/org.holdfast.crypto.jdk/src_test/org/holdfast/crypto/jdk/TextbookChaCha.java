// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** ChaCha20-Poly1305 as RFC 8439 describes it, with integers and big integers: nothing of the JDK's. Slow. */
final class TextbookChaCha {
    private static final int BLOCK = 64;
    private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
    private static final BigInteger P = BigInteger.TWO.pow(130).subtract(BigInteger.valueOf(5));
    private static final BigInteger CLAMP = new BigInteger("0ffffffc0ffffffc0ffffffc0fffffff", 16);

    private final byte[] key;

    TextbookChaCha(byte[] key) {
        this.key = key.clone();
    }

    /** Section 2.8: ciphertext and tag. */
    byte[] seal(byte[] nonce, byte[] aad, byte[] in) {
        byte[] sealed = in.clone();
        for (int at = 0; at < in.length; at += BLOCK) {
            byte[] stream = block(nonce, 1 + at / BLOCK);
            for (int i = at; i < Math.min(in.length, at + BLOCK); i++) {
                sealed[i] ^= stream[i - at];
            }
        }
        byte[] tag = poly1305(Arrays.copyOf(block(nonce, 0), 32), authenticated(aad, sealed));
        byte[] out = Arrays.copyOf(sealed, in.length + tag.length);
        System.arraycopy(tag, 0, out, in.length, tag.length);
        return out;
    }

    private static byte[] authenticated(byte[] aad, byte[] sealed) {
        return ByteBuffer.allocate(padded(aad.length) + padded(sealed.length) + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(aad)
                .position(padded(aad.length))
                .put(sealed)
                .position(padded(aad.length) + padded(sealed.length))
                .putLong(aad.length)
                .putLong(sealed.length)
                .array();
    }

    private static int padded(int length) {
        return (length + 15) / 16 * 16;
    }

    /** Section 2.3. */
    private byte[] block(byte[] nonce, int counter) {
        int[] start = new int[16];
        System.arraycopy(CONSTANTS, 0, start, 0, 4);
        ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(start, 4, 8);
        start[12] = counter;
        ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(start, 13, 3);
        int[] x = start.clone();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + i, 8 + i, 12 + i);
            }
            for (int i = 0; i < 4; i++) {
                quarter(x, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
            }
        }
        ByteBuffer out = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 16; i++) {
            out.putInt(x[i] + start[i]);
        }
        return out.array();
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
        x[a] += x[b];
        x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
        x[c] += x[d];
        x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
    }

    /** Section 2.5. */
    private static byte[] poly1305(byte[] oneTimeKey, byte[] message) {
        BigInteger r = little(oneTimeKey, 0, 16).and(CLAMP);
        BigInteger sum = BigInteger.ZERO;
        for (int at = 0; at < message.length; at += 16) {
            BigInteger block = little(message, at, 16).setBit(128);
            sum = sum.add(block).multiply(r).mod(P);
        }
        BigInteger tag = sum.add(little(oneTimeKey, 16, 16));
        byte[] out = new byte[16];
        for (int i = 0; i < out.length; i++) {
            out[i] = tag.shiftRight(8 * i).byteValue();
        }
        return out;
    }

    private static BigInteger little(byte[] bytes, int offset, int length) {
        byte[] reversed = new byte[length];
        for (int i = 0; i < length; i++) {
            reversed[length - 1 - i] = bytes[offset + i];
        }
        return new BigInteger(1, reversed);
    }
}
