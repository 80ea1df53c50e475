// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Some thousand rows of an {@link EntryTable}. Texts of a row stand one after the other, each after its length in bytes of
 * seven bits: name, target of a link (with a letter before it, so that an empty one is told from none), and the time if
 * it is none that {@link Instant} writes.
 */
final class EntryBlock {
    static final int ROWS = 4096;

    private static final int SHARED = 6;
    private static final int LENGTH = 5;
    private static final int NAME = 16;

    /** Instead of the nanoseconds of a time that stands as text. */
    private static final int AS_TEXT = -1;

    private final int[] starts = new int[ROWS];
    private final long[] sizes = new long[ROWS];
    private final long[] seconds = new long[ROWS];
    private final int[] nanos = new int[ROWS];
    private final int[] shared = new int[ROWS * SHARED];
    private byte[] bytes = new byte[ROWS * NAME];
    private int used;
    private int rows;

    /** What belongs to one row alone. */
    record Texts(String name, String modified, Optional<String> target) {}

    /** Begins a row; {@link #addNumbers} ends it. */
    void addTexts(String name, String modified, Optional<String> target) {
        starts[rows] = used;
        append(name);
        append(target.map(each -> "L" + each).orElse(""));
        Optional<Instant> time = time(modified);
        if (time.isPresent()) {
            seconds[rows] = time.get().getEpochSecond();
            nanos[rows] = time.get().getNano();
        } else {
            nanos[rows] = AS_TEXT;
            append(modified);
        }
    }

    void addNumbers(long size, int... repeated) {
        sizes[rows] = size;
        System.arraycopy(repeated, 0, shared, rows * SHARED, SHARED);
        rows++;
    }

    /** Only if it is written as it was read. */
    private static Optional<Instant> time(String text) {
        try {
            Instant time = Instant.parse(text);
            return time.toString().equals(text) ? Optional.of(time) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        int needed = Math.addExact(used, Math.addExact(utf8.length, LENGTH));
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, Math.addExact(bytes.length, bytes.length / 2)));
        }
        int left = utf8.length;
        while (left >= 0x80) {
            bytes[used++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[used++] = (byte) left;
        System.arraycopy(utf8, 0, bytes, used, utf8.length);
        used += utf8.length;
    }

    int shared(int row, int which) {
        return shared[row * SHARED + which];
    }

    long size(int row) {
        return sizes[row];
    }

    Texts texts(int row) {
        Cursor cursor = new Cursor(starts[row]);
        String name = cursor.next();
        String target = cursor.next();
        String modified = nanos[row] == AS_TEXT
                ? cursor.next()
                : Instant.ofEpochSecond(seconds[row], nanos[row]).toString();
        return new Texts(name, modified, target.isEmpty() ? Optional.empty() : Optional.of(target.substring(1)));
    }

    long footprint() {
        return bytes.length + (4L + 8 + 8 + 4 + 4 * SHARED) * ROWS;
    }

    /** Reads one text after the other. */
    private final class Cursor {
        private int at;

        Cursor(int start) {
            this.at = start;
        }

        String next() {
            int length = 0;
            int shift = 0;
            int each;
            do {
                each = bytes[at++];
                length |= (each & 0x7f) << shift;
                shift += 7;
            } while (each < 0);
            String text = new String(bytes, at, length, StandardCharsets.UTF_8);
            at += length;
            return text;
        }
    }
}
