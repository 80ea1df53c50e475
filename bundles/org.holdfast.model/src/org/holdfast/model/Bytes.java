// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string with value equality. Not for secrets: those stay in arrays that can be wiped. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);
    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    /** Copies {@code bytes}. */
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** Reads {@code length} bytes; the caller has checked the length against the remaining bytes. */
    public static Bytes read(ByteBuffer in, int length) {
        byte[] copy = new byte[length];
        in.get(copy);
        return new Bytes(copy);
    }

    public int length() {
        return value.length;
    }

    /** A fresh copy. */
    public byte[] toArray() {
        return value.clone();
    }

    public void write(ByteBuffer out) {
        out.put(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(value);
    }
}
