// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.util.Locale;

/** A number of bytes, never negative. */
public record ByteCount(long value) implements Comparable<ByteCount> {
    public static final ByteCount ZERO = new ByteCount(0);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    public ByteCount {
        if (value < 0) {
            throw new IllegalArgumentException("a byte count cannot be negative: " + value);
        }
    }

    public static ByteCount of(long bytes) {
        return new ByteCount(bytes);
    }

    public static ByteCount mebibytes(long count) {
        return new ByteCount(Math.multiplyExact(count, 1L << 20));
    }

    public static ByteCount gibibytes(long count) {
        return new ByteCount(Math.multiplyExact(count, 1L << 30));
    }

    public ByteCount plus(ByteCount other) {
        return new ByteCount(Math.addExact(value, other.value));
    }

    /** The difference, or zero where {@code other} is larger. */
    public ByteCount minusOrZero(ByteCount other) {
        return new ByteCount(Math.max(0, value - other.value));
    }

    @Override
    public int compareTo(ByteCount other) {
        return Long.compare(value, other.value);
    }

    /** For people: {@code 3.2 MiB}. */
    @Override
    public String toString() {
        double shown = value;
        int unit = 0;
        while (shown >= 1024 && unit < UNITS.length - 1) {
            shown /= 1024;
            unit++;
        }
        return unit == 0 ? value + " B" : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }
}
