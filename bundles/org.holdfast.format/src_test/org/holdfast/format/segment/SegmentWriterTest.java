// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import static org.holdfast.format.segment.SegmentSamples.FIVE_TWO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.holdfast.format.Limits;
import org.holdfast.format.NoCipher;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.ShortCipher;
import org.holdfast.format.support.TestCipher;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Pipeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SegmentWriterTest {
    private final byte[] random16 = new byte[16];

    @Test
    @Tag("R30")
    void incompressibleInputGrowsByTheHeadersOnly() {
        byte[] plain = Cases.bytes(Cases.seeded(1), 300_000);
        SealedSegment sealed = SegmentSamples.seal(List.of(plain), FIVE_TWO, true, Cases.seeded(2));
        SegmentEntry entry = sealed.entries().getFirst();
        assertEquals(plain.length, entry.storedLength());
        int frames = 5; // 300,000 + 42 bytes in pieces of 60 KiB
        int headers = 64 + 42 + frames * 20 + (4 + 4 + 40 + 16);
        int grain = 5 * Limits.GRAIN;
        assertEquals((plain.length + headers + grain - 1) / grain * grain, sealed.length());
    }

    @Test
    @Tag("R30")
    void chunkThatWouldNotShrinkIsRefusedAsCompressed() {
        byte[] data = new byte[100];
        var id = SegmentSamples.chunk(data, false).id();
        assertThrows(IllegalArgumentException.class, () -> new ChunkData(id, 1, 100, data, 0, 100));
        assertThrows(IllegalArgumentException.class, () -> new ChunkData(id, 0, 101, data, 0, 100));
        assertEquals(100, new ChunkData(id, 0, 100, data, 0, 100).length());
    }

    @Test
    void fullSegmentStaysWithinItsTarget() {
        for (boolean inner : new boolean[] {true, false}) {
            SegmentWriter writer = SegmentSamples.writer(new CodeShape(3, 1), inner);
            var random = Cases.seeded(3);
            while (true) {
                ChunkData chunk = SegmentSamples.chunk(Cases.bytes(random, 1 + random.nextInt(50_000)), false);
                if (!writer.fits(chunk.length())) {
                    assertThrows(IllegalStateException.class, () -> writer.add(chunk));
                    break;
                }
                writer.add(chunk);
            }
            int chunks = writer.chunks();
            SealedSegment sealed = writer.finish(random16);
            assertTrue(sealed.length() <= 4 << 20 && sealed.length() > 4_000_000, sealed.length() + " bytes");
            assertEquals(
                    chunks,
                    SegmentSamples.open(SegmentSamples.bytes(sealed)).entries().size());
        }
    }

    @Test
    void frameNumbersStayBelowTheirLimit() {
        var parameters = new SegmentParameters(
                SegmentSamples.KEYS.generation(1), TestCipher.GCM, FIVE_TWO, Pipeline.DOUBLE, 16 << 20);
        var writer = new SegmentWriter(parameters, new SegmentBuffers(parameters.capacity(), 1));
        ChunkData tiny = SegmentSamples.chunk(new byte[] {1}, false);
        while (writer.fits(1)) {
            writer.add(tiny);
        }
        assertEquals(65_536, writer.chunks());
        SealedSegment sealed = writer.finish(random16);
        SegmentReader reader =
                SegmentReader.open(SegmentSamples.KEYS, TestCipher::of, sealed.buffer(), sealed.length());
        SegmentEntry last = reader.entries().getLast();
        assertEquals(65_535, last.frame());
        assertEquals(tiny.id(), reader.chunk(last.offset(), last.frame()).id());
    }

    @Test
    void longestChunkFitsAnEmptySegment() {
        SegmentWriter writer = SegmentSamples.writer(new CodeShape(32, 8), true);
        ChunkData longest = SegmentSamples.chunk(new byte[2 << 20], false);
        assertTrue(writer.fits(longest.length()));
        writer.add(longest);
        SealedSegment sealed = writer.finish(random16);
        StoredChunk chunk = SegmentSamples.open(SegmentSamples.bytes(sealed)).chunk(64, 0);
        assertEquals(2 << 20, chunk.stored().length);
    }

    @Test
    void finishedOrDiscardedWriterTakesNothing() {
        SegmentWriter empty = SegmentSamples.writer(FIVE_TWO, true);
        assertThrows(IllegalStateException.class, () -> empty.finish(random16));
        SegmentWriter writer = SegmentSamples.writer(FIVE_TWO, true);
        ChunkData chunk = SegmentSamples.chunk(new byte[] {1, 2, 3}, false);
        writer.add(chunk);
        writer.finish(random16);
        assertThrows(IllegalStateException.class, () -> writer.add(chunk));
        assertThrows(IllegalStateException.class, () -> writer.finish(random16));
        SegmentWriter discarded = SegmentSamples.writer(FIVE_TWO, true);
        discarded.add(chunk);
        discarded.discard();
        assertFalse(discarded.fits(3));
        assertThrows(IllegalStateException.class, () -> discarded.finish(random16));
    }

    @Test
    void bufferIsGivenBackOnce() {
        var buffers = new SegmentBuffers(100, 2);
        byte[] buffer = buffers.take(100);
        buffers.give(buffer);
        assertThrows(IllegalStateException.class, () -> buffers.give(buffer));
        assertEquals(101, buffers.take(101).length);
    }

    @Test
    void cipherThatMakesAnotherLengthIsNotTrusted() {
        var broken = new ShortCipher(TestCipher.GCM);
        var parameters =
                new SegmentParameters(SegmentSamples.KEYS.generation(1), broken, FIVE_TWO, Pipeline.DOUBLE, 4 << 20);
        var writer = new SegmentWriter(parameters, new SegmentBuffers(4 << 20, 1));
        writer.add(SegmentSamples.chunk(new byte[] {1}, false));
        assertThrows(IllegalStateException.class, () -> writer.finish(random16));
        SealedSegment good = SegmentSamples.seal(List.of(new byte[] {1}), FIVE_TWO, true, Cases.seeded(1));
        SegmentReader reader = SegmentReader.open(SegmentSamples.KEYS, number -> broken, good.buffer(), good.length());
        assertThrows(IllegalStateException.class, () -> reader.chunk(64, 0));
    }

    @Test
    void parametersContradictingThemselvesAreRefused() {
        var keys = SegmentSamples.KEYS.generation(1);
        Pipeline off = new Pipeline(true, false, true);
        for (Runnable contradiction : List.<Runnable>of(
                () -> new SegmentParameters(keys, NoCipher.INSTANCE, FIVE_TWO, Pipeline.DOUBLE, 16 << 20),
                () -> new SegmentParameters(keys, TestCipher.GCM, FIVE_TWO, off, 16 << 20),
                () -> new SegmentParameters(keys, TestCipher.GCM, FIVE_TWO, Pipeline.DOUBLE, 1 << 20),
                () -> new SegmentParameters(keys, TestCipher.GCM, FIVE_TWO, Pipeline.DOUBLE, 65 << 20))) {
            assertThrows(IllegalArgumentException.class, contradiction::run);
        }
    }
}
