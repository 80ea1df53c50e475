// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import static org.holdfast.format.segment.SegmentSamples.KEYS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.holdfast.format.Limits;
import org.holdfast.format.support.Cases;
import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Test;

class SegmentPropertyTest {
    @Test
    void everyChunkComesBackByItsPlaceAndByTheIndex() {
        Cases.each(60, random -> {
            List<byte[]> plains = SegmentSamples.plains(random);
            CodeShape shape = shape(random);
            SealedSegment sealed = SegmentSamples.seal(plains, shape, random.nextBoolean(), random);
            assertEquals(sealed.length(), shape.m() * sealed.shardLength());
            assertEquals(0, sealed.shardLength() % Limits.GRAIN);
            SegmentReader reader = SegmentSamples.open(SegmentSamples.bytes(sealed));
            assertEquals(sealed.id(), reader.id());
            assertEquals(sealed.entries(), reader.entries());
            for (int i = plains.size() - 1; i >= 0; i--) { // in any order
                assertChunk(plains.get(i), sealed.entries().get(i), reader);
            }
        });
    }

    private static void assertChunk(byte[] plain, SegmentEntry entry, SegmentReader reader) {
        StoredChunk chunk = reader.chunk(entry.offset(), entry.frame());
        assertEquals(entry.id(), chunk.id());
        assertEquals(plain.length, chunk.plainLength());
        assertEquals(entry.storedLength(), chunk.stored().length);
        assertArrayEquals(plain, SegmentSamples.inflate(chunk));
    }

    @Test
    void readingLeavesTheBufferAsItWas() {
        Cases.each(10, random -> {
            SealedSegment sealed =
                    SegmentSamples.seal(SegmentSamples.plains(random), shape(random), random.nextBoolean(), random);
            byte[] segment = SegmentSamples.bytes(sealed);
            SegmentReader reader = SegmentSamples.open(segment);
            reader.entries();
            sealed.entries().forEach(entry -> reader.chunk(entry.offset(), entry.frame()));
            assertArrayEquals(SegmentSamples.bytes(sealed), segment);
        });
    }

    @Test
    void sameRandomnessGivesTheSameIdForTheSameBytesOnly() {
        Cases.each(20, random -> {
            List<byte[]> plains = SegmentSamples.plains(random);
            byte[] random16 = Cases.bytes(random, 16);
            SealedSegment one = sealWith(plains, random16, false);
            assertArrayEquals(SegmentSamples.bytes(one), SegmentSamples.bytes(sealWith(plains, random16, false)));
            assertNotEquals(
                    one.id(),
                    sealWith(plains.subList(1, plains.size()), random16, false).id());
            assertNotEquals(one.id(), sealWith(plains, random16, true).id(), "stored bytes differ, chunk ids do not");
            assertNotEquals(
                    one.id(), sealWith(plains, Cases.bytes(random, 16), false).id());
        });
    }

    /** With {@code twist} the first chunk's stored bytes are others of the same length, as from another compressor. */
    private static SealedSegment sealWith(List<byte[]> plains, byte[] random16, boolean twist) {
        SegmentWriter writer = SegmentSamples.writer(SegmentSamples.FIVE_TWO, true);
        for (byte[] plain : plains) {
            ChunkData chunk = SegmentSamples.chunk(plain, true);
            if (twist && plain == plains.getFirst()) {
                byte[] other = chunk.data().clone();
                other[0] ^= 1;
                chunk = new ChunkData(chunk.id(), 1, chunk.plainLength(), other, 0, other.length);
            }
            writer.add(chunk);
        }
        return writer.finish(random16);
    }

    @Test
    void buffersAreReusedWithoutATrace() {
        Cases.each(10, random -> {
            SegmentParameters parameters = SegmentSamples.parameters(SegmentSamples.FIVE_TWO, true);
            var buffers = new SegmentBuffers(parameters.capacity(), 1);
            List<byte[]> plains = SegmentSamples.plains(random);
            byte[] random16 = Cases.bytes(random, 16);
            byte[] dirty = buffers.take(parameters.capacity());
            byte[] fresh = SegmentSamples.bytes(seal(parameters, buffers, plains, random16));
            random.nextBytes(dirty);
            buffers.give(dirty);
            SealedSegment reused = seal(parameters, buffers, plains, random16);
            assertEquals(System.identityHashCode(dirty), System.identityHashCode(reused.buffer()));
            assertArrayEquals(fresh, SegmentSamples.bytes(reused));
        });
    }

    private static SealedSegment seal(
            SegmentParameters parameters, SegmentBuffers buffers, List<byte[]> plains, byte[] random16) {
        SegmentWriter writer = new SegmentWriter(parameters, buffers);
        plains.forEach(plain -> writer.add(SegmentSamples.chunk(plain, false)));
        return writer.finish(random16);
    }

    @Test
    void plaintextNeverShowsInAnEncryptedSegment() {
        byte[] plain = new byte[200_000];
        Arrays.fill(plain, (byte) 'A');
        var random = Cases.seeded(5);
        SealedSegment sealed = SegmentSamples.seal(List.of(plain), SegmentSamples.FIVE_TWO, true, random);
        String segment = new String(sealed.buffer(), 0, sealed.length(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals(-1, segment.indexOf("AAAA"));
        String id = new String(
                KEYS.dedup().chunkId(plain, 0, plain.length).bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertEquals(-1, segment.indexOf(id));
    }

    private static CodeShape shape(RandomGenerator random) {
        return new CodeShape(1 + random.nextInt(10), 1 + random.nextInt(5));
    }
}
