// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final int MIB = 1 << 20;
    private final DedupKeys keys = new TestKeys(1).dedup();
    private final Chunker chunker = new Chunker(keys.gear());

    @Test
    void chunksAddUpAndKeepTheirLimits() {
        Cases.each(20, random -> {
            byte[] stream = Cases.bytes(random, random.nextInt(6 * MIB));
            List<Integer> cuts = cuts(chunker, stream);
            assertEquals(
                    stream.length, cuts.stream().mapToInt(Integer::intValue).sum());
            for (int i = 0; i < cuts.size() - 1; i++) {
                assertTrue(cuts.get(i) >= Chunker.SMALLEST && cuts.get(i) <= Chunker.LONGEST, "chunk " + i);
            }
        });
    }

    @Test
    void lengthsOfRandomDataAreAsTheTestOfBitsPredicts() {
        List<Integer> cuts = cuts(chunker, Cases.bytes(Cases.seeded(1), 96 * MIB));
        double mean = cuts.stream().mapToInt(Integer::intValue).average().orElseThrow();
        double early = cuts.stream().filter(cut -> cut <= Chunker.NORMAL).count() / (double) cuts.size();
        // up to NORMAL 192 Ki tests of 20 bits: 1 - (1 - 2^-20)^196608 = 0.171; then 16 bits: 64 KiB more on average
        assertTrue(early > 0.12 && early < 0.23, "share of early cuts " + early);
        assertTrue(mean > 265_000 && mean < 330_000, "mean length " + mean);
        long longest = cuts.stream().filter(cut -> cut == Chunker.LONGEST).count();
        assertEquals(0, longest, "random data runs into the longest length once in 10^11 chunks");
    }

    @Test
    void insertionChangesOnlyTheChunksAroundIt() {
        byte[] stream = Cases.bytes(Cases.seeded(2), 24 * MIB);
        int at = 10 * MIB;
        byte[] longer = new byte[stream.length + 3];
        System.arraycopy(stream, 0, longer, 0, at);
        System.arraycopy(stream, at, longer, at + 3, stream.length - at);
        Set<Object> before = new HashSet<>(ids(stream));
        List<Object> after = ids(longer);
        long unknown = after.stream().filter(id -> !before.contains(id)).count();
        assertTrue(unknown >= 1 && unknown <= 4, unknown + " of " + after.size() + " chunks are new");
    }

    @Test
    void anotherKeyCutsElsewhere() {
        byte[] stream = Cases.bytes(Cases.seeded(3), 24 * MIB);
        Set<Integer> ends = ends(chunker, stream);
        Set<Integer> others = ends(new Chunker(new TestKeys(2).dedup().gear()), stream);
        others.retainAll(ends);
        assertEquals(Set.of(stream.length), others);
    }

    @Test
    void sameCutsWhateverTheBufferHolds() {
        Cases.each(10, random -> {
            byte[] stream = Cases.bytes(random, 5 * MIB + random.nextInt(MIB));
            List<Integer> inPieces = new ArrayList<>();
            int at = 0;
            int filled = 0;
            while (at < stream.length) {
                filled = Math.min(stream.length, Math.max(filled, at) + 1 + random.nextInt(300_000));
                int cut = chunker.cut(stream, at, filled - at, filled == stream.length);
                if (cut != Chunker.MORE) {
                    inPieces.add(cut);
                    at += cut;
                }
            }
            assertEquals(cuts(chunker, stream), inPieces);
        });
    }

    @Test
    void contentWithoutFeaturesIsCutAtTheLongestLength() {
        byte[] zeros = new byte[5 * MIB];
        List<Integer> cuts = cuts(chunker, zeros);
        assertEquals(List.of(2 * MIB, 2 * MIB, MIB), cuts);
    }

    @Test
    void asksForMoreOnlyWhileTheStreamGoesOn() {
        byte[] zeros = new byte[Chunker.LONGEST];
        assertEquals(Chunker.MORE, chunker.cut(zeros, 0, 0, false));
        assertEquals(Chunker.MORE, chunker.cut(zeros, 0, zeros.length - 1, false));
        assertEquals(zeros.length - 1, chunker.cut(zeros, 0, zeros.length - 1, true));
        assertEquals(zeros.length, chunker.cut(zeros, 0, zeros.length, false));
        assertEquals(0, chunker.cut(zeros, 0, 0, true));
        assertEquals(5, chunker.cut(zeros, 7, 5, true));
        assertThrows(IndexOutOfBoundsException.class, () -> chunker.cut(zeros, 1, zeros.length, true));
        assertThrows(IllegalArgumentException.class, () -> new Chunker(new long[255]));
    }

    private List<Object> ids(byte[] stream) {
        List<Object> ids = new ArrayList<>();
        int at = 0;
        for (int cut : cuts(chunker, stream)) {
            ids.add(keys.chunkId(stream, at, cut));
            at += cut;
        }
        return ids;
    }

    private static Set<Integer> ends(Chunker chunker, byte[] stream) {
        Set<Integer> ends = new HashSet<>();
        int at = 0;
        for (int cut : cuts(chunker, stream)) {
            at += cut;
            ends.add(at);
        }
        return ends;
    }

    private static List<Integer> cuts(Chunker chunker, byte[] stream) {
        List<Integer> cuts = new ArrayList<>();
        for (int at = 0; at < stream.length; at += cuts.getLast()) {
            cuts.add(chunker.cut(stream, at, stream.length - at, true));
        }
        return cuts;
    }
}
