// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.holdfast.format.support.Cases;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Test;

class TreePropertyTest {
    @Test
    void entriesComeBackCanonical() {
        Cases.each(500, random -> {
            TreeEntry entry = TreeSamples.entries(random, 1).getFirst();
            byte[] encoded = TreeCodec.encode(entry);
            assertEquals(entry, TreeCodec.decode(encoded));
            assertArrayEquals(encoded, TreeCodec.encode(TreeCodec.decode(encoded)));
        });
    }

    @Test
    void directoriesComeBack() {
        Cases.each(50, random -> {
            List<TreeEntry> entries = TreeSamples.entries(random, random.nextInt(40));
            assertEquals(entries, read(write(entries)));
        });
    }

    static byte[] write(List<TreeEntry> entries) {
        var out = new ByteArrayOutputStream();
        TreeWriter writer = new TreeWriter(out);
        entries.forEach(writer::add);
        writer.finish();
        return out.toByteArray();
    }

    static List<TreeEntry> read(byte[] object) {
        List<TreeEntry> entries = new ArrayList<>();
        new TreeReader(new ByteArrayInputStream(object)).forEachRemaining(entries::add);
        return entries;
    }

    @Test
    void everyTruncationOfADirectoryShows() {
        byte[] object = write(TreeSamples.entries(Cases.seeded(1), 5));
        for (int length = 0; length < object.length; length++) {
            byte[] cut = Arrays.copyOf(object, length);
            assertThrows(MalformedInput.class, () -> read(cut), length + " bytes");
        }
        assertThrows(MalformedInput.class, () -> read(Arrays.copyOf(object, object.length + 1)));
    }

    @Test
    void orderAndDuplicatesAreChecked() {
        List<TreeEntry> entries = TreeSamples.entries(Cases.seeded(1), 2);
        TreeWriter writer = new TreeWriter(OutputStream.nullOutputStream());
        writer.add(entries.get(1));
        assertThrows(IllegalArgumentException.class, () -> writer.add(entries.get(1)));
        assertThrows(IllegalArgumentException.class, () -> writer.add(entries.get(0)));
        byte[] twice = write(List.of(entries.get(0)));
        ByteBuffer forged = ByteBuffer.allocate(2 * twice.length - 20);
        forged.put(twice, 0, twice.length - 12)
                .put(twice, 8, twice.length - 8 - 12)
                .putInt(0)
                .putLong(2);
        assertThrows(MalformedInput.class, () -> read(forged.array()));
    }

    @Test
    void namesThatLeadOutOfTheDirectoryDoNotExist() {
        TreeEntry good = TreeSamples.entry(Cases.seeded(1), TreeSamples.name("abcd"));
        byte[] encoded = TreeCodec.encode(good);
        int at = new String(encoded, StandardCharsets.ISO_8859_1).indexOf("abcd");
        for (String evil : List.of("a/bc", "/abc", "a\0bc", "abc/")) {
            byte[] forged = encoded.clone();
            System.arraycopy(evil.getBytes(StandardCharsets.US_ASCII), 0, forged, at, 4);
            assertThrows(MalformedInput.class, () -> TreeCodec.decode(forged), evil);
        }
        for (String evil : List.of("", ".", "..", "/")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TreeSamples.entry(Cases.seeded(1), TreeSamples.name(evil)),
                    evil);
        }
        assertEquals(
                3,
                TreeSamples.entry(Cases.seeded(1), TreeSamples.name("..."))
                        .name()
                        .length());
    }

    @Test
    void directoryFromTheFutureHasItsOwnError() {
        byte[] object = write(List.of());
        ByteBuffer.wrap(object).putShort(4, (short) 2);
        var error = assertThrows(HoldfastException.class, () -> read(object));
        assertEquals(ErrorCode.NEWER_VERSION, error.code());
    }

    @Test
    void readerEndsLikeAnIterator() {
        TreeReader reader = new TreeReader(new ByteArrayInputStream(write(List.of())));
        assertFalse(reader.hasNext());
        assertThrows(NoSuchElementException.class, reader::next);
    }

    /** A directory of 10^6 entries, made while it is read: nothing but one entry is in memory. */
    @Test
    void directoryOfAMillionEntriesStreams() {
        long count = 0;
        var reader = new TreeReader(new Million());
        Bytes last = Bytes.EMPTY;
        while (reader.hasNext()) {
            last = reader.next().name();
            count++;
        }
        assertEquals(1_000_000, count);
        assertEquals(TreeSamples.name("file-1999999"), last);
    }

    /** The bytes of a directory object that a writer makes as they are asked for. */
    private static final class Million extends InputStream {
        private final ByteArrayOutputStream made = new ByteArrayOutputStream();
        private final TreeWriter writer = new TreeWriter(made);
        private final TreeEntry model = TreeSamples.entry(Cases.seeded(3), TreeSamples.name("x"));
        private ByteArrayInputStream ready = new ByteArrayInputStream(new byte[0]);
        private int number = 1_000_000;

        @Override
        public int read(byte[] into, int offset, int length) {
            while (ready.available() == 0 && number <= 2_000_000) {
                make();
                ready = new ByteArrayInputStream(made.toByteArray());
                made.reset();
            }
            return ready.read(into, offset, length);
        }

        private void make() {
            if (number == 2_000_000) {
                writer.finish();
            } else {
                writer.add(named(model, TreeSamples.name("file-" + number)));
            }
            number++;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }

    private static TreeEntry named(TreeEntry e, Bytes name) {
        return new TreeEntry(
                name,
                EntryKind.FIFO,
                e.mode(),
                e.uid(),
                e.gid(),
                e.mtimeSeconds(),
                e.mtimeNanos(),
                e.ctimeSeconds(),
                e.ctimeNanos(),
                e.device(),
                e.inode(),
                e.links(),
                0,
                0,
                Bytes.EMPTY,
                List.of(),
                List.of(),
                ContentRef.EMPTY,
                Bytes.EMPTY,
                Bytes.EMPTY);
    }

    @Test
    void tooManyExtentsAreJoinedAcrossTheSmallestHoles() {
        Cases.each(200, random -> {
            List<Extent> extents = new ArrayList<>();
            long at = 0;
            for (int i = 0; i < 50; i++) {
                at += 1 + random.nextInt(1000);
                extents.add(new Extent(at, 1 + random.nextInt(1000)));
                at = extents.getLast().end();
            }
            int most = 1 + random.nextInt(60);
            List<Extent> limited = Extent.limited(extents, most);
            assertEquals(Math.min(50, most), limited.size());
            for (Extent extent : extents) {
                assertTrue(limited.stream().anyMatch(e -> e.offset() <= extent.offset() && e.end() >= extent.end()));
            }
            long kept = largestHoles(extents, limited.size() - 1);
            assertEquals(kept, largestHoles(limited, limited.size() - 1));
        });
    }

    private static long largestHoles(List<Extent> extents, int count) {
        List<Long> holes = new ArrayList<>();
        for (int i = 1; i < extents.size(); i++) {
            holes.add(extents.get(i).offset() - extents.get(i - 1).end());
        }
        holes.sort(java.util.Comparator.reverseOrder());
        return holes.subList(0, count).stream().mapToLong(Long::longValue).sum();
    }
}
