// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.spi.crypto.Opener;
import org.holdfast.spi.crypto.Sealer;

/**
 * One key (RFC 8452, sections 4 and 5): nonce and key give two keys of the message; POLYVAL of all that is to be
 * protected, encrypted, is the tag; and the tag is where the counter of the key stream begins. One thread's.
 */
final class GcmSiv implements Sealer, Opener {
    static final int KEY_LENGTH = 32;
    static final int TAG_LENGTH = 16;
    private static final int BLOCK = 16;
    private static final int NONCE_LENGTH = 12;
    private static final int PIECE = 4096;

    private final SecretKeySpec key;
    private final Cipher aes;

    GcmSiv(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("a key has " + KEY_LENGTH + " bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.aes = Cipher.getInstance("AES/ECB/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES", e);
        }
    }

    @Override
    public int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        Objects.checkFromIndexSize(outOffset, Math.addExact(length, TAG_LENGTH), out.length);
        byte[] authentication = beginMessage(nonce);
        byte[] tag = tag(authentication, nonce, aad, in, inOffset, length);
        encrypt(tag, in, inOffset, length, out, outOffset);
        System.arraycopy(tag, 0, out, outOffset + length, TAG_LENGTH);
        return length + TAG_LENGTH;
    }

    @Override
    public int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        Objects.checkFromIndexSize(inOffset, length, in.length);
        int plain = length - TAG_LENGTH;
        Objects.checkFromIndexSize(outOffset, Math.max(0, plain), out.length);
        byte[] authentication = beginMessage(nonce);
        if (plain < 0) {
            return FORGED;
        }
        byte[] said = Arrays.copyOfRange(in, inOffset + plain, inOffset + length);
        encrypt(said, in, inOffset, plain, out, outOffset);
        if (!MessageDigest.isEqual(said, tag(authentication, nonce, aad, out, outOffset, plain))) {
            Arrays.fill(out, outOffset, outOffset + plain, (byte) 0);
            return FORGED;
        }
        return plain;
    }

    /** Derives the keys of one message; {@link #aes} has that for encryption from here on, the other one is returned. */
    private byte[] beginMessage(byte[] nonce) {
        if (nonce.length != NONCE_LENGTH) {
            throw new IllegalArgumentException("a nonce has " + NONCE_LENGTH + " bytes, not " + nonce.length);
        }
        byte[] blocks = new byte[6 * BLOCK];
        for (int i = 0; i < 6; i++) {
            blocks[i * BLOCK] = (byte) i;
            System.arraycopy(nonce, 0, blocks, i * BLOCK + 4, NONCE_LENGTH);
        }
        use(key);
        aes(blocks, blocks.length);
        byte[] keys = new byte[6 * 8];
        for (int i = 0; i < 6; i++) {
            System.arraycopy(blocks, i * BLOCK, keys, i * 8, 8);
        }
        use(new SecretKeySpec(keys, BLOCK, KEY_LENGTH, "AES"));
        return Arrays.copyOf(keys, BLOCK);
    }

    private byte[] tag(byte[] authentication, byte[] nonce, byte[] aad, byte[] plain, int offset, int length) {
        Polyval polyval = new Polyval(authentication);
        polyval.add(aad, 0, aad.length);
        polyval.add(plain, offset, length);
        byte[] tag = polyval.finish((long) aad.length * Byte.SIZE, (long) length * Byte.SIZE);
        for (int i = 0; i < NONCE_LENGTH; i++) {
            tag[i] ^= nonce[i];
        }
        tag[BLOCK - 1] &= 0x7F;
        aes(tag, BLOCK);
        return tag;
    }

    /** Adds the key stream. Its counter is the first four bytes, little-endian, and does not carry into the others. */
    private void encrypt(byte[] tag, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        byte[] block = tag.clone();
        block[BLOCK - 1] |= (byte) 0x80;
        int counter = (int) (long) Polyval.LONGS.get(block, 0);
        byte[] stream = new byte[PIECE];
        for (int at = 0; at < length; at += PIECE) {
            int piece = Math.min(PIECE, length - at);
            int whole = (piece + BLOCK - 1) / BLOCK * BLOCK;
            for (int i = 0; i < whole; i += BLOCK) {
                System.arraycopy(block, 0, stream, i, BLOCK);
                long first = (long) Polyval.LONGS.get(block, 0);
                Polyval.LONGS.set(stream, i, first & ~0xFFFF_FFFFL | counter++ & 0xFFFF_FFFFL);
            }
            aes(stream, whole);
            for (int i = 0; i < piece; i++) {
                out[outOffset + at + i] = (byte) (in[inOffset + at + i] ^ stream[i]);
            }
        }
    }

    private void use(SecretKeySpec next) {
        try {
            aes.init(Cipher.ENCRYPT_MODE, next);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses its key", e);
        }
    }

    private void aes(byte[] blocks, int length) {
        try {
            aes.doFinal(blocks, 0, length, blocks, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES failed", e);
        }
    }
}
