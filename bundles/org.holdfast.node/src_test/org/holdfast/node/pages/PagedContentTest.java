// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.holdfast.core.content.ContentReader;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ChunkId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R24")
@Tag("R26")
class PagedContentTest {
    private static final byte[] NAME = {'d', 'b'};
    private static final int PAGE = PageMarks.PAGE;

    @TempDir
    Path folder;

    private MemoryDepot depot = new MemoryDepot();
    private PageNotes notes;

    @BeforeEach
    void open() {
        notes = new PageNotes(folder.resolve("pages"));
    }

    private ContentRef store(byte[] content, RandomGenerator random) {
        try (PagedContent paged = new PagedContent(NAME, notes, depot.keys, depot)) {
            ContentWriter writer = new ContentWriter(new Chunker(depot.keys.gear()), paged, this::list);
            for (int at = 0; at < content.length; ) {
                // mostly whole pages, as files are read; now and then less, as the system may answer
                int step = random.nextInt(4) == 0 ? 1 + random.nextInt(100_000) : 1 << 20;
                int count = Math.min(step, content.length - at);
                paged.feed(content, at, count);
                writer.write(content, at, count);
                at += count;
            }
            paged.end();
            ContentRef stored = writer.finish();
            paged.commit();
            depot.settle();
            return stored;
        }
    }

    private ChunkId list(byte[] buffer, int offset, int length) {
        ChunkId id = depot.name(buffer, offset, length);
        depot.whole.put(id, Arrays.copyOfRange(buffer, offset, offset + length));
        return id;
    }

    private byte[] read(ContentRef ref) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ContentReader.chunks(ref, depot::read).forEachRemaining(all::writeBytes);
        return all.toByteArray();
    }

    private Set<ChunkId> ids(ContentRef ref) {
        Set<ChunkId> ids = new HashSet<>(ref.ids());
        ContentReader.ids(ref, depot::read).forEachRemaining(ids::add);
        return ids;
    }

    private record Version(byte[] content, ContentRef ref) {}

    /** Whatever is done to a file, each version that is kept comes back, and no composed chunk needs a composed one. */
    @Test
    void anySequenceOfChangesRestoresIdentical() throws IOException {
        Long only = Long.getLong("holdfast.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? 12 : only); seed++) {
            try {
                depot = new MemoryDepot();
                sequence(new SplittableRandom(seed));
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("fails with -Dholdfast.seed=" + seed + ": " + e, e);
            }
        }
    }

    private void sequence(SplittableRandom random) throws IOException {
        List<Version> versions = new ArrayList<>();
        byte[] content = bytes(random, 1_000_000 + random.nextInt(3_000_000));
        for (int generation = 0; generation < 25; generation++) {
            versions.add(new Version(content, store(content, random)));
            if (random.nextInt(4) == 0) {
                versions.remove(random.nextInt(versions.size()));
                Set<ChunkId> ids = new HashSet<>();
                versions.forEach(each -> ids.addAll(ids(each.ref())));
                depot.prune(ids);
            }
            for (Version each : versions) {
                assertArrayEquals(each.content(), read(each.ref()), "generation " + generation);
            }
            damage(random);
            content = change(random, content, versions);
        }
    }

    private void damage(SplittableRandom random) throws IOException {
        if (random.nextInt(8) > 0) {
            return;
        }
        try (Stream<Path> files = Files.list(folder.resolve("pages"))) {
            for (Path file : files.toList()) {
                byte[] all = Files.readAllBytes(file);
                all[random.nextInt(all.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, random.nextBoolean() ? all : Arrays.copyOf(all, random.nextInt(all.length)));
            }
        }
    }

    private static byte[] change(SplittableRandom random, byte[] before, List<Version> versions) {
        byte[] after = before.clone();
        switch (random.nextInt(8)) {
            case 0 -> { // an insertion, which moves everything behind it
                byte[] more = bytes(random, 1 + random.nextInt(20_000));
                int at = random.nextInt(before.length);
                after = new byte[before.length + more.length];
                System.arraycopy(before, 0, after, 0, at);
                System.arraycopy(more, 0, after, at, more.length);
                System.arraycopy(before, at, after, at + more.length, before.length - at);
            }
            case 1 -> after = Arrays.copyOf(before, before.length - random.nextInt(before.length / 4)); // cut off
            case 2 -> { // goes on
                after = Arrays.copyOf(before, before.length + random.nextInt(300_000));
                random.nextBytes(after);
                System.arraycopy(before, 0, after, 0, before.length);
            }
            case 3 ->
                after = versions.isEmpty() // as it was once
                        ? after
                        : versions.get(random.nextInt(versions.size()))
                                .content()
                                .clone();
            case 4 ->
                Arrays.fill(after, after.length / 2, after.length / 2 + random.nextInt(after.length / 2), (byte) 0);
            default -> writePages(random, after, 1 + after.length / PAGE / 30);
        }
        return after;
    }

    private static void writePages(SplittableRandom random, byte[] content, int count) {
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(content.length / PAGE) * PAGE;
            byte[] page = bytes(random, PAGE);
            System.arraycopy(page, 0, content, at, PAGE);
        }
    }

    private static byte[] bytes(SplittableRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void pagesCostAboutTheirOwnSize() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] content = bytes(random, 16 << 20);
        store(content, random);
        depot.stored = 0;
        int pages = content.length / PAGE / 50;
        writePages(random, content, pages);
        ContentRef ref = store(content, random);
        assertTrue(depot.stored < 3L * pages * PAGE / 2, depot.stored + " bytes for " + pages + " pages");
        assertArrayEquals(content, read(ref));
    }

    /** Twice the file, and what came since that was found out; however long it goes on, and whichever pages are written. */
    @Test
    void oldChunksAreLetGoBeforeTheyAreTooMany() {
        SplittableRandom random = new SplittableRandom(2);
        byte[] content = bytes(random, 4 << 20);
        long most = 0;
        long written = 0;
        for (int generation = 0; generation < 150; generation++) {
            ContentRef ref = store(content, random);
            Set<ChunkId> ids = ids(ref);
            most = Math.max(most, depot.kept(ids));
            depot.prune(ids);
            assertArrayEquals(content, read(ref));
            written += 17;
            for (int hot = 0;
                    hot < 16;
                    hot++) { // the same pages each time, in as many chunks, and one that is written once
                System.arraycopy(bytes(random, PAGE), 0, content, PAGE * 32 * hot, PAGE);
            }
            System.arraycopy(bytes(random, PAGE), 0, content, PAGE * (1 + generation * 3), PAGE);
        }
        assertTrue(most < 2.5 * content.length, most + " bytes are kept for a file of " + content.length);
        assertTrue(depot.stored < 3 * (written * PAGE + content.length), depot.stored + " for " + written + " pages");
    }

    @Test
    void theOldestNotesGoFirstAndDraftsAlways() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        PageNotes few = new PageNotes(folder.resolve("few"), ByteCount.of(10_000));
        for (int i = 0; i < 4; i++) {
            try (PagedContent paged = new PagedContent(new byte[] {(byte) i}, few, depot.keys, depot)) {
                byte[] content = bytes(random, 2 << 20);
                paged.feed(content, 0, content.length);
                paged.end();
                paged.put(content, 0, content.length);
                if (i < 3) {
                    paged.commit();
                }
            }
        }
        few.trim();
        try (Stream<Path> left = Files.list(folder.resolve("few"))) {
            assertEquals(2, left.count());
        }
    }
}
