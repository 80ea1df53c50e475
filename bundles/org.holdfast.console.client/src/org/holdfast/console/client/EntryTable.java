// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of a snapshot, so packed that a folder of a million of them fits into some 50 MB: texts in one array of bytes,
 * what repeats (snapshot, kind, mode, owner, group) as numbers of texts that are kept once. A row is put together when it
 * is asked for. Alternatives: objects, about 400 bytes each; asking the node again for each page, which would have to read
 * the folder from its beginning each time.
 *
 * <p>One thread adds, any thread reads: what {@link #size} counts is complete and does not change any more.
 */
public final class EntryTable {
    private static final int FIRST = 1024;

    /** An entry. Times are as the node wrote them, ISO 8601 in UTC. */
    public record Row(
            String snapshot,
            String path,
            String kind,
            String mode,
            String owner,
            String group,
            long size,
            String modified,
            Optional<String> linkTarget) {
        public boolean isFolder() {
            return kind.equals("directory");
        }

        /** The last part of the path; the whole of it for the root. */
        public String name() {
            int slash = path.lastIndexOf('/');
            return slash < 0 || path.length() == 1 ? path : path.substring(slash + 1);
        }
    }

    private static final int SHARED = 5;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private byte[] bytes = new byte[FIRST * 32];
    private int[] starts = new int[FIRST];
    private long[] sizes = new long[FIRST];
    private int[] shared = new int[FIRST * SHARED];
    private int used;
    private int size;

    /** @throws IllegalStateException if the texts of all entries are more than 2 GiB */
    public synchronized void add(Row row) {
        if (size == sizes.length) {
            grow();
        }
        starts[size] = used;
        append(row.path());
        append(row.modified());
        append(row.linkTarget().map(target -> "L" + target).orElse(""));
        sizes[size] = row.size();
        List<String> repeated = List.of(row.snapshot(), row.kind(), row.mode(), row.owner(), row.group());
        for (int i = 0; i < SHARED; i++) {
            shared[size * SHARED + i] = number(repeated.get(i));
        }
        size++;
    }

    private void grow() {
        int capacity = Math.multiplyExact(sizes.length, 2);
        starts = Arrays.copyOf(starts, capacity);
        sizes = Arrays.copyOf(sizes, capacity);
        shared = Arrays.copyOf(shared, Math.multiplyExact(capacity, SHARED));
    }

    /** Its length, seven bits a byte, then UTF-8. */
    private void append(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        long needed = (long) used + utf8.length + 5;
        if (needed > bytes.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("The list is too long to be shown: its names alone are 2 GiB.");
            }
            bytes = Arrays.copyOf(
                    bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, bytes.length * 3L / 2)));
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

    private int number(String text) {
        return numbers.computeIfAbsent(text, fresh -> {
            texts.add(fresh);
            return texts.size() - 1;
        });
    }

    public synchronized int size() {
        return size;
    }

    /** @throws IndexOutOfBoundsException if there are not so many */
    public synchronized Row get(int index) {
        java.util.Objects.checkIndex(index, size);
        Cursor cursor = new Cursor(starts[index]);
        String path = cursor.next();
        String modified = cursor.next();
        String target = cursor.next();
        return new Row(
                repeated(index, 0),
                path,
                repeated(index, 1),
                repeated(index, 2),
                repeated(index, 3),
                repeated(index, 4),
                sizes[index],
                modified,
                target.isEmpty() ? Optional.empty() : Optional.of(target.substring(1)));
    }

    private String repeated(int index, int which) {
        return texts.get(shared[index * SHARED + which]);
    }

    /** How much memory the entries take, in bytes. */
    public synchronized long footprint() {
        return bytes.length + 4L * starts.length + 8L * sizes.length + 4L * shared.length;
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
