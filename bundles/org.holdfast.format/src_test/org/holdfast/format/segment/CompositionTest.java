// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.holdfast.format.Mac;
import org.holdfast.format.segment.Composition.Slice;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.CorpusFile;
import org.holdfast.format.support.Mutations;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.MalformedInput;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R24")
class CompositionTest {
    private static final ChunkId A = ChunkId.of(Mac.sha256(new byte[] {1}).bytes());
    private static final ChunkId B = ChunkId.of(Mac.sha256(new byte[] {2}).bytes());
    private static final int LONG = Composition.SHORTEST_CHUNK;

    @Test
    void whatWasTakenApartIsPutTogetherAgain() {
        Cases.each(200, random -> {
            Map<ChunkId, byte[]> bases = new LinkedHashMap<>();
            List<Span> spans = new ArrayList<>();
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            while (plain.size() < LONG) {
                ChunkId id = ChunkId.of(
                        Mac.sha256(new byte[] {(byte) random.nextInt(16)}).bytes());
                byte[] base = bases.computeIfAbsent(id, key -> Cases.bytes(random, 100_000));
                Span span = next(random, spans, id);
                spans.add(span);
                plain.write(base, span.offset(), span.length());
            }
            Composition made = Composition.of(spans);
            Composition read = Composition.read(made.encode(), plain.size());
            assertEquals(made, read);
            assertArrayEquals(plain.toByteArray(), read.compose(bases::get));
            assertEquals(made, Composition.of(read.spans()));
            assertTrue(made.encode().length <= Composition.MOST_BYTES);
        });
    }

    /** Often where the one before ended, so that there is something to join. */
    private static Span next(RandomGenerator random, List<Span> before, ChunkId id) {
        Span last = before.isEmpty() ? new Span(id, 0, 0) : before.getLast();
        boolean goesOn = last.base().equals(id) && last.offset() + last.length() < 90_000;
        int offset = goesOn ? last.offset() + last.length() : random.nextInt(90_000);
        return new Span(id, offset, 1 + random.nextInt(8192));
    }

    @Test
    void thereIsOneWayToWriteAndTheOthersAreRefused() {
        assertRefused(List.of(A), List.of());
        assertRefused(List.of(), List.of(new Slice(0, 0, LONG)));
        assertRefused(List.of(A, A), List.of(new Slice(0, 0, LONG), new Slice(1, 9, 1)));
        assertRefused(List.of(A, B), List.of(new Slice(0, 0, LONG)));
        assertRefused(List.of(A, B), List.of(new Slice(1, 0, LONG), new Slice(0, 0, 1)));
        assertRefused(List.of(A), List.of(new Slice(0, 0, LONG), new Slice(0, LONG, 1)));
        assertThrows(IllegalArgumentException.class, () -> new Slice(0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Slice(0, 1, 2 << 20));
    }

    private static void assertRefused(List<ChunkId> bases, List<Slice> slices) {
        assertThrows(IllegalArgumentException.class, () -> new Composition(bases, slices));
    }

    @Test
    void anotherLengthThanTheRecordSaysAndATooShortBaseAreMalformed() {
        byte[] stored = Composition.of(List.of(new Span(A, 0, LONG))).encode();
        assertThrows(MalformedInput.class, () -> Composition.read(stored, LONG + 1));
        byte[] small = Composition.of(List.of(new Span(A, 0, LONG - 1))).encode();
        assertThrows(MalformedInput.class, () -> Composition.read(small, LONG - 1));
        Composition good = Composition.read(stored, LONG);
        assertThrows(MalformedInput.class, () -> good.compose(id -> new byte[LONG - 1]));
    }

    @Test
    void hostileOnesEndInANamedError() {
        Mutations.fuzz(CorpusFile.read("composed"), 20_000, 64, 64 << 10, Set.of(ErrorCode.MALFORMED_INPUT), input -> {
            for (int length : new int[] {LONG, 124_566}) {
                Composition.read(input, length);
            }
        });
    }
}
