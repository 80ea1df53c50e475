// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import static org.holdfast.format.segment.SegmentSamples.FIVE_TWO;
import static org.holdfast.format.segment.SegmentSamples.KEYS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestCipher;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

class SegmentReaderTest {
    private final List<byte[]> plains = IntStream.of(10, 70_000, 500, 130_000)
            .mapToObj(SegmentReaderTest::plain)
            .toList();
    private final SealedSegment sealed = SegmentSamples.seal(plains, FIVE_TWO, true, Cases.seeded(9));
    private final byte[] segment = SegmentSamples.bytes(sealed);

    @Test
    void everyBitOfTheHeaderIsAuthenticated() {
        for (int bit = 0; bit < SegmentHeader.BYTES * 8; bit++) {
            byte[] altered = segment.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            var error = assertThrows(HoldfastException.class, () -> readAll(altered), "bit " + bit);
            assertTrue(NAMED.contains(error.code()), "bit " + bit + ": " + error.code());
        }
    }

    private static final Set<ErrorCode> NAMED = Set.of(
            ErrorCode.MALFORMED_INPUT,
            ErrorCode.NEWER_VERSION,
            ErrorCode.WRONG_KEY,
            ErrorCode.FORMAT_UNKNOWN,
            ErrorCode.AUTHENTICATION_FAILED);

    /** Promise P4: 10^5 flipped bits, each alone, in segments with and without the inner layer. */
    @Test
    void noFlippedBitEverGivesWrongBytes() {
        List<byte[]> small = List.of(plain(300), plain(2000));
        List<byte[]> spanning = List.of(plain(70_000), plain(130_000));
        Set<ErrorCode> met = new HashSet<>();
        int right = flip(small, true, 49_000, met) + flip(small, false, 49_000, met);
        assertTrue(right > 20_000, "where the damage is elsewhere, the chunk is read: " + right);
        assertTrue(flip(spanning, true, 1000, met) + flip(spanning, false, 1000, met) > 400);
        assertTrue(NAMED.containsAll(met), met.toString());
        assertTrue(met.contains(ErrorCode.AUTHENTICATION_FAILED) && met.contains(ErrorCode.MALFORMED_INPUT));
    }

    private static byte[] plain(int length) {
        return SegmentSamples.plain(Cases.seeded(length), length);
    }

    /** How often a chunk came out right; never does one come out wrong. */
    private static int flip(List<byte[]> plains, boolean inner, int count, Set<ErrorCode> met) {
        SealedSegment sealed = SegmentSamples.seal(plains, FIVE_TWO, inner, Cases.seeded(9));
        byte[] damaged = SegmentSamples.bytes(sealed);
        SegmentEntry last = sealed.entries().getLast();
        int frames = last.offset() + FrameContext.span(ChunkRecord.BYTES + last.storedLength(), inner ? 16 : 0);
        var random = Cases.seeded(10);
        int right = 0;
        for (int i = 0; i < count; i++) {
            int bit = random.nextInt(frames * 8);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            SegmentEntry wanted = sealed.entries().get(i % 2);
            try {
                StoredChunk chunk = SegmentSamples.open(damaged).chunk(wanted.offset(), wanted.frame());
                right += isRight(plains.get(i % 2), chunk) ? 1 : 0;
            } catch (HoldfastException e) {
                met.add(e.code());
            }
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return right;
    }

    /** As every reader does: bytes that do not fit their id are an error, never a result. */
    private static boolean isRight(byte[] plain, StoredChunk chunk) {
        byte[] found = SegmentSamples.inflate(chunk);
        boolean accepted = found.length == chunk.plainLength()
                && KEYS.dedup().chunkId(found, 0, found.length).equals(chunk.id())
                && chunk.id().equals(KEYS.dedup().chunkId(plain, 0, plain.length));
        if (accepted) {
            assertArrayEquals(plain, found);
        }
        return accepted;
    }

    @Test
    void indexIsAuthenticatedWithItsPadding() {
        SegmentHeader header = SegmentHeader.read(segment, segment.length);
        Cases.each(300, random -> {
            byte[] altered = segment.clone();
            int at = header.indexOffset() + random.nextInt(header.indexLength());
            altered[at] ^= (byte) (1 << random.nextInt(8));
            assertThrows(
                    HoldfastException.class, () -> SegmentSamples.open(altered).entries());
        });
    }

    @Test
    void paddingThatIsNotZeroIsRefusedWithoutACipherToo() {
        byte[] plain = SegmentSamples.bytes(SegmentSamples.seal(plains, FIVE_TWO, false, Cases.seeded(9)));
        assertEquals(4, SegmentSamples.open(plain).entries().size());
        plain[plain.length - 1] = 1;
        assertCode(ErrorCode.MALFORMED_INPUT, () -> SegmentSamples.open(plain).entries());
    }

    @Test
    void framesCannotChangePlaces() {
        SegmentEntry first = sealed.entries().get(0);
        SegmentEntry second = sealed.entries().get(1);
        SegmentReader reader = SegmentSamples.open(segment);
        assertCode(ErrorCode.AUTHENTICATION_FAILED, () -> reader.chunk(first.offset(), 1));
        assertCode(ErrorCode.AUTHENTICATION_FAILED, () -> reader.chunk(second.offset(), 0));
        assertThrows(HoldfastException.class, () -> reader.chunk(first.offset() + 1, 0));
        assertThrows(HoldfastException.class, () -> reader.chunk(second.offset() + 61_460, 2), "a continuation");
        for (int offset : new int[] {-1, 0, 63, segment.length - 1, segment.length, Integer.MAX_VALUE}) {
            assertCode(ErrorCode.MALFORMED_INPUT, () -> reader.chunk(offset, 0));
        }
        assertCode(ErrorCode.MALFORMED_INPUT, () -> reader.chunk(first.offset(), -1));
        assertCode(ErrorCode.MALFORMED_INPUT, () -> reader.chunk(first.offset(), 99));
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < segment.length; length += 1 + length / 50) {
            byte[] cut = Arrays.copyOf(segment, length);
            assertCode(ErrorCode.MALFORMED_INPUT, () -> SegmentSamples.open(cut));
        }
        byte[] longer = Arrays.copyOf(segment, segment.length + 16384);
        assertCode(ErrorCode.MALFORMED_INPUT, () -> SegmentSamples.open(longer));
    }

    @Test
    void versionFromTheFutureHasItsOwnError() {
        ByteBuffer.wrap(segment).putShort(4, (short) 2);
        assertCode(ErrorCode.NEWER_VERSION, () -> SegmentSamples.open(segment));
    }

    @Test
    void otherKeysDoNotOpen() {
        var stranger = new TestKeys(2);
        assertCode(
                ErrorCode.AUTHENTICATION_FAILED,
                () -> SegmentReader.open(stranger, TestCipher::of, segment, segment.length));
        ByteBuffer.wrap(segment).putInt(24, 2);
        assertCode(ErrorCode.AUTHENTICATION_FAILED, () -> SegmentSamples.open(segment));
        ByteBuffer.wrap(segment).putInt(24, 3);
        assertCode(ErrorCode.WRONG_KEY, () -> SegmentSamples.open(segment));
    }

    private static void readAll(byte[] bytes) {
        SegmentReader reader = SegmentSamples.open(bytes);
        reader.entries().forEach(entry -> reader.chunk(entry.offset(), entry.frame()));
    }

    private static void assertCode(ErrorCode expected, Runnable call) {
        assertEquals(expected, assertThrows(HoldfastException.class, call::run).code());
    }
}
