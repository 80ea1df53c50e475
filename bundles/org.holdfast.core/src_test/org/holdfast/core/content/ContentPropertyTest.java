// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.content;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.ContentRef;
import org.junit.jupiter.api.Test;

/** What goes in comes out, however it is written. */
class ContentPropertyTest {
    private static final int ROUNDS = 40;
    private static final int LONGEST = 9 << 20;

    @Test
    void everyStreamComesBackAndItsReferenceDoesNotDependOnHowItWasWritten() throws IOException {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] stream = stream(random);
            Chunker chunker = random.nextBoolean() ? ChunkShelf.keyed() : ChunkShelf.small();
            ChunkShelf shelf = new ChunkShelf();
            ContentWriter writer = new ContentWriter(chunker, shelf);
            write(writer, stream, 0, stream.length, random);
            assertEquals(stream.length, writer.length(), "seed " + seed);
            ContentRef ref = writer.finish();
            assertEquals(stream.length, ref.length(), "seed " + seed);
            assertEquals(whole(chunker, stream), ref, "seed " + seed);
            assertArrayEquals(stream, ContentReader.open(ref, shelf).readAllBytes(), "seed " + seed);
        }
    }

    @Test
    void aCheckpointIsThePrefixWithItsTailAndTheWriterGoesOnAsIfNothingWasAsked() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] stream = stream(random);
            byte[] tail = Arrays.copyOf(stream, random.nextInt(Math.min(stream.length, 300_000) + 1));
            int cut = random.nextInt(stream.length + 1);
            Chunker chunker = random.nextBoolean() ? ChunkShelf.keyed() : ChunkShelf.small();
            ContentWriter writer = new ContentWriter(chunker, new ChunkShelf());
            write(writer, stream, 0, cut, random);
            byte[] ended = Arrays.copyOf(stream, cut + tail.length);
            System.arraycopy(tail, 0, ended, cut, tail.length);
            assertEquals(whole(chunker, ended), writer.checkpoint(tail), "seed " + seed);
            write(writer, stream, cut, stream.length, random);
            assertEquals(whole(chunker, stream), writer.finish(), "seed " + seed);
        }
    }

    @Test
    void aMillionTinyWritesNeedNoMoreMemoryThanAFewChunks() {
        ContentWriter writer = new ContentWriter(ChunkShelf.keyed(), new ChunkShelf());
        byte[] seven = new byte[7];
        SplittableRandom random = new SplittableRandom(5);
        int largest = 0;
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(seven);
            writer.write(seven, 0, seven.length);
            largest = Math.max(largest, writer.room(1).length);
        }
        assertTrue(largest <= 2 * Chunker.LONGEST, "the buffer grew to " + largest);
    }

    private static ContentRef whole(Chunker chunker, byte[] stream) {
        ContentWriter writer = new ContentWriter(chunker, new ChunkShelf());
        writer.write(stream, 0, stream.length);
        return writer.finish();
    }

    /** Of any length, often a short one; random, constant or repeating. */
    private static byte[] stream(SplittableRandom random) {
        byte[] stream = new byte[random.nextInt(1 + random.nextInt(1, LONGEST))];
        switch (random.nextInt(3)) {
            case 0 -> random.nextBytes(stream);
            case 1 -> Arrays.fill(stream, (byte) random.nextInt(256));
            default -> {
                byte[] pattern = new byte[random.nextInt(1, 400_000)];
                random.nextBytes(pattern);
                for (int at = 0; at < stream.length; at += pattern.length) {
                    System.arraycopy(pattern, 0, stream, at, Math.min(pattern.length, stream.length - at));
                }
            }
        }
        return stream;
    }

    /** In pieces of any size, by either way in. */
    private static void write(ContentWriter writer, byte[] stream, int from, int to, SplittableRandom random) {
        for (int at = from; at < to; ) {
            int count = Math.min(to - at, 1 + random.nextInt(random.nextBoolean() ? 200_000 : 3_000_000));
            if (random.nextBoolean()) {
                writer.write(stream, at, count);
            } else {
                System.arraycopy(stream, at, writer.room(count), writer.position(), count);
                writer.advance(count);
            }
            at += count;
        }
    }
}
