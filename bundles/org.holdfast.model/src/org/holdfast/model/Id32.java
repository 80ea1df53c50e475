// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Thirty-two opaque bytes as a value. Ordered as unsigned big-endian bytes. */
public record Id32(long a, long b, long c, long d) implements Comparable<Id32> {
    /** Length of the encoded form, in bytes. */
    public static final int BYTES = 32;

    public static final Id32 ZERO = new Id32(0, 0, 0, 0);

    /** @throws IllegalArgumentException if {@code bytes} is not exactly 32 bytes long */
    public static Id32 of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an id of 32 bytes is wanted, not " + bytes.length);
        }
        return read(ByteBuffer.wrap(bytes));
    }

    /** Reads 32 bytes at the buffer's position; the buffer must be big-endian. */
    public static Id32 read(ByteBuffer in) {
        if (in.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("ids are big-endian");
        }
        return new Id32(in.getLong(), in.getLong(), in.getLong(), in.getLong());
    }

    /** @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits */
    public static Id32 parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    /** Writes 32 bytes at the buffer's position; the buffer must be big-endian. */
    public void write(ByteBuffer out) {
        out.putLong(a).putLong(b).putLong(c).putLong(d);
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .putLong(a)
                .putLong(b)
                .putLong(c)
                .putLong(d)
                .array();
    }

    @Override
    public int compareTo(Id32 other) {
        int order = Long.compareUnsigned(a, other.a);
        order = order != 0 ? order : Long.compareUnsigned(b, other.b);
        order = order != 0 ? order : Long.compareUnsigned(c, other.c);
        return order != 0 ? order : Long.compareUnsigned(d, other.d);
    }

    /** Lower-case hexadecimal, 64 digits. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes());
    }
}
