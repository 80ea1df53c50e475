// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Sixteen opaque bytes as a value. Ordered as unsigned big-endian bytes. */
public record Id16(long hi, long lo) implements Comparable<Id16> {
    /** Length of the encoded form, in bytes. */
    public static final int BYTES = 16;

    /** @throws IllegalArgumentException if {@code bytes} is not exactly 16 bytes long */
    public static Id16 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id of 16 bytes is wanted, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /** Takes the first 16 bytes of a longer digest. */
    public static Id16 truncated(byte[] digest) {
        return read(ByteBuffer.wrap(digest, 0, BYTES));
    }

    /** Reads 16 bytes at the buffer's position, whatever its byte order. */
    public static Id16 read(ByteBuffer in) {
        boolean swap = in.order() == ByteOrder.LITTLE_ENDIAN;
        long hi = in.getLong();
        long lo = in.getLong();
        return swap ? new Id16(Long.reverseBytes(hi), Long.reverseBytes(lo)) : new Id16(hi, lo);
    }

    /** @throws IllegalArgumentException if {@code hex} is not 32 hexadecimal digits */
    public static Id16 parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Writes 16 bytes at the buffer's position; the buffer must be big-endian. */
    public void write(ByteBuffer out) {
        out.putLong(hi).putLong(lo);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(hi).putLong(lo).array();
    }

    @Override
    public int compareTo(Id16 other) {
        int first = Long.compareUnsigned(hi, other.hi);
        return first != 0 ? first : Long.compareUnsigned(lo, other.lo);
    }

    /** Lower-case hexadecimal, 32 digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
