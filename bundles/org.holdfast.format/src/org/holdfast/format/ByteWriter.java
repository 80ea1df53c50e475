// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;

/**
 * Writes one structure, big-endian, into an array that grows: the counterpart of {@link ByteReader}. A value that does
 * not fit its field is the caller's mistake and throws {@link IllegalArgumentException}. Not thread-safe.
 */
public final class ByteWriter {
    private ByteBuffer out;

    /** @param expected bytes; more may be written */
    public ByteWriter(int expected) {
        out = ByteBuffer.allocate(Math.max(16, expected));
    }

    public ByteWriter() {
        this(256);
    }

    public ByteWriter u8(int value) {
        fits(value, 0xFF);
        room(1).put((byte) value);
        return this;
    }

    public ByteWriter u16(int value) {
        fits(value, 0xFFFF);
        room(2).putShort((short) value);
        return this;
    }

    public ByteWriter u32(long value) {
        fits(value, 0xFFFF_FFFFL);
        room(4).putInt((int) value);
        return this;
    }

    /** A number that is not negative. */
    public ByteWriter u64(long value) {
        fits(value, Long.MAX_VALUE);
        return i64(value);
    }

    public ByteWriter i64(long value) {
        room(8).putLong(value);
        return this;
    }

    /** Milliseconds since 1970, rounded down. */
    public ByteWriter millis(Instant time) {
        fits(time.toEpochMilli(), ByteReader.LATEST_MILLIS);
        return i64(time.toEpochMilli());
    }

    public ByteWriter id16(Id16 id) {
        id.write(room(Id16.BYTES));
        return this;
    }

    public ByteWriter id32(Id32 id) {
        id.write(room(Id32.BYTES));
        return this;
    }

    public ByteWriter bytes(Bytes bytes) {
        bytes.write(room(bytes.length()));
        return this;
    }

    public ByteWriter bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    public ByteWriter bytes(byte[] bytes, int offset, int length) {
        room(length).put(bytes, offset, length);
        return this;
    }

    /** A u8 length and the bytes. */
    public ByteWriter bytes8(Bytes bytes) {
        return u8(bytes.length()).bytes(bytes);
    }

    /** A u16 length and the bytes. */
    public ByteWriter bytes16(Bytes bytes) {
        return u16(bytes.length()).bytes(bytes);
    }

    /** A u32 length and the bytes. */
    public ByteWriter bytes32(Bytes bytes) {
        return u32(bytes.length()).bytes(bytes);
    }

    /** A u8 length of at most {@code max} bytes, and the text in UTF-8. */
    public ByteWriter text8(String text, int max) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        fits(encoded.length, Math.min(max, 0xFF));
        return u8(encoded.length).bytes(encoded);
    }

    /** Four ASCII characters. */
    public ByteWriter magic(String magic) {
        return bytes(magic.getBytes(StandardCharsets.US_ASCII));
    }

    public ByteWriter zero(int length) {
        return bytes(new byte[length]);
    }

    /** Bytes written so far. */
    public int length() {
        return out.position();
    }

    /** A copy of what was written. */
    public byte[] toArray() {
        return Arrays.copyOf(out.array(), out.position());
    }

    /** Starts again, keeping the storage. */
    public ByteWriter clear() {
        out.clear();
        return this;
    }

    private ByteBuffer room(int length) {
        if (length > out.remaining()) {
            int wanted = Math.addExact(out.position(), length);
            int grown = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, 2L * out.capacity()));
            out = ByteBuffer.wrap(Arrays.copyOf(out.array(), grown)).position(out.position());
        }
        return out;
    }

    private static void fits(long value, long max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " is not from 0 to " + max);
        }
    }
}
