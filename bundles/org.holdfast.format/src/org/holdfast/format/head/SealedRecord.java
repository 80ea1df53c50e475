// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.KeyUse;
import org.holdfast.format.Mac;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;

/**
 * A small private record as partners keep it: sealed with AES-256-GCM under a key of its own, padded so that its length
 * says little. Always the JDK's cipher: it must open on a blank machine.
 *
 * @param content what was sealed, without the padding
 */
public record SealedRecord(int keyGeneration, long sequence, byte[] content) {
    /** The longest sealed record, in bytes. */
    public static final int MAX_BYTES = 64 << 10;

    /** The newest version of the layout. */
    public static final int VERSION = 1;

    private static final String WHAT = "sealed record";
    private static final int HEADER = 36;
    private static final int TAG = 16;
    private static final int LENGTH_FIELD = 4;
    private static final byte[] ONE = {1};
    private static final byte[] LABEL = "rec".getBytes(StandardCharsets.US_ASCII);

    /** The longest content, in bytes. */
    public static final int MAX_CONTENT = MAX_BYTES - HEADER - LENGTH_FIELD - TAG;

    // Layout (docs/format.md, sealed record)
    //
    //  0      magic "HFMR"        4
    //  4      version u16         2   1
    //  6      kind u8             1   1 head
    //  7      reserved            1   0
    //  8      key generation u32  4   from 1
    // 12      sequence u64        8   from 1
    // 20      record id          16   synthetic
    // 36      ciphertext          c   of: content length u32 | content | zeros
    // 36 + c  tag                16
    //         the whole is as long as Padding says

    /**
     * Seals a record.
     *
     * @param previous hash of the witness that this record follows
     * @param random16 16 bytes drawn after the content was final, never used before; not kept
     * @throws IllegalArgumentException if the content is longer than {@link #MAX_CONTENT}
     */
    public static byte[] seal(
            GenerationKeys keys, RecordKind kind, long sequence, Digest previous, byte[] content, byte[] random16) {
        if (content.length > MAX_CONTENT || sequence < 1 || random16.length != Id16.BYTES) {
            throw new IllegalArgumentException("a sealed record takes up to " + MAX_CONTENT + " bytes, 16 random ones,"
                    + " and sequences from 1; this is " + content.length);
        }
        Id16 id = syntheticId(keys, kind, sequence, previous, content, random16);
        byte[] head = new ByteWriter(HEADER)
                .magic("HFMR")
                .u16(VERSION)
                .u8(kind.number())
                .u8(0)
                .u32(keys.generation())
                .u64(sequence)
                .id16(id)
                .toArray();
        int length = Padding.padded(HEADER + LENGTH_FIELD + content.length + TAG);
        byte[] plain = ByteBuffer.allocate(length - HEADER - TAG)
                .putInt(content.length)
                .put(content)
                .array();
        try {
            byte[] sealed = Arrays.copyOf(head, length);
            cipher(Cipher.ENCRYPT_MODE, keys, kind, id, head).doFinal(plain, 0, plain.length, sealed, HEADER);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("encryption does not fail", e);
        }
    }

    /**
     * Opens a record of the wanted kind.
     *
     * @throws HoldfastException MALFORMED_INPUT, NEWER_VERSION, WRONG_KEY for a generation that this node does not have,
     *     AUTHENTICATION_FAILED if it was not sealed with these keys
     */
    public static SealedRecord open(KeyRing keys, RecordKind kind, byte[] sealed) {
        ByteReader r = new ByteReader(WHAT, sealed);
        r.magic("HFMR");
        r.version(VERSION);
        if (r.u8() != kind.number()) {
            throw r.bad("it is of another kind");
        }
        r.zero(1);
        int generation = r.u32(Integer.MAX_VALUE);
        long sequence = r.u64();
        Id16 id = r.id16();
        if (sealed.length > MAX_BYTES || r.remaining() < LENGTH_FIELD + TAG || sequence < 1 || generation < 1) {
            throw r.bad(sealed.length + " bytes are no sealed record");
        }
        byte[] head = Arrays.copyOf(sealed, HEADER);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, keys.generation(generation), kind, id, head);
            byte[] plain = cipher.doFinal(sealed, HEADER, sealed.length - HEADER);
            return new SealedRecord(generation, sequence, content(plain, sealed.length));
        } catch (AEADBadTagException e) {
            throw new HoldfastException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    WHAT,
                    "the sealed record " + id + " was altered or belongs to other keys: take another partner's copy",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-256-GCM", e);
        }
    }

    private static byte[] content(byte[] plain, int sealedLength) {
        ByteReader r = new ByteReader("sealed record's content", plain);
        byte[] content = r.array(r.u32(MAX_CONTENT));
        if (Padding.padded(HEADER + LENGTH_FIELD + content.length + TAG) != sealedLength) {
            throw r.bad("it is padded to another length");
        }
        r.zero(r.remaining());
        return content;
    }

    /** trunc16(HMAC(metaid, random 16 | kind u8 | sequence u64 | previous 32 | SHA-256(content) 32)). */
    private static Id16 syntheticId(
            GenerationKeys keys, RecordKind kind, long sequence, Digest previous, byte[] content, byte[] random16) {
        byte[] input = new ByteWriter(96)
                .bytes(random16)
                .u8(kind.number())
                .u64(sequence)
                .id32(previous.value())
                .id32(Mac.sha256(content).value())
                .toArray();
        return Id16.truncated(keys.mac(KeyUse.META_ID, input));
    }

    /** Key = HMAC(meta, "rec" | kind u8 | record id 16 | 1), nonce zero, associated data the 36 bytes before. */
    private static Cipher cipher(int mode, GenerationKeys keys, RecordKind kind, Id16 id, byte[] head)
            throws GeneralSecurityException {
        byte[] key = keys.key(KeyUse.META, 32, LABEL, new byte[] {(byte) kind.number()}, id.bytes(), ONE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, new byte[12]));
        Arrays.fill(key, (byte) 0);
        cipher.updateAAD(head);
        return cipher;
    }

    /** Brief: the content is the owner's. */
    @Override
    public String toString() {
        return "sealed record " + sequence + ", " + content.length + " bytes";
    }
}
