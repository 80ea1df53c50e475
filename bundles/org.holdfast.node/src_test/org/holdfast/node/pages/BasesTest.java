// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.format.segment.Composition.Span;
import org.holdfast.model.ChunkId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R24")
class BasesTest {
    private final MemoryDepot depot = new MemoryDepot();

    private ChunkId stored(int number, int length) {
        byte[] bytes = new byte[length];
        bytes[0] = (byte) number;
        ChunkId id = depot.name(bytes, 0, length);
        depot.store(id, bytes, 0, length);
        return id;
    }

    private static ChunkDepot.Standing composed(ChunkId... bases) {
        List<Span> spans = new ArrayList<>();
        for (ChunkId each : bases) {
            spans.add(new Span(each, 0, 10));
        }
        return new ChunkDepot.Standing(true, spans);
    }

    @Test
    void whatIsLittleUsedIsNotBuiltUponAndGoesWhenThereIsTooMuch() {
        ChunkId much = stored(1, 1000);
        ChunkId little = stored(2, 1000);
        ChunkId gone = depot.name(new byte[] {9}, 0, 1);
        Map<ChunkId, Long> uses = new LinkedHashMap<>(Map.of(much, 900L, little, 499L, gone, 5L));
        Bases bases = Bases.judge(Optional.of(uses), depot);
        assertTrue(bases.areGood(List.of(new Span(much, 0, 10))));
        assertFalse(bases.areGood(List.of(new Span(much, 0, 10), new Span(little, 0, 10))));
        assertFalse(bases.areGood(List.of(new Span(gone, 0, 1))), "it is not stored any more");
        assertFalse(bases.shouldChange(composed(much, little)), "2000 bytes are kept for 1404");

        uses.put(much, 500L);
        uses.put(little, 100L);
        Bases crowded = Bases.judge(Optional.of(uses), depot);
        assertTrue(crowded.shouldChange(composed(much, little)), "2000 bytes are kept for 605");
        assertFalse(crowded.shouldChange(composed(much)), "it would set nothing free");
        assertFalse(crowded.shouldChange(ChunkDepot.Standing.ITSELF));
    }

    @Test
    void aChunkHasFewBases() {
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            stretches.add(new Stretch(100 + i, List.of(new Span(stored(i, 1000), 0, 100 + i))));
        }
        assertEquals(stretches, Bases.limit(stretches));
        stretches.add(new Stretch(1, List.of(new Span(stored(8, 1000), 0, 1))));
        Set<ChunkId> left = new HashSet<>();
        List<Stretch> fewer = Bases.limit(stretches);
        fewer.forEach(each -> each.spans().forEach(span -> left.add(span.base())));
        assertEquals(4, left.size());
        assertEquals(
                stretches.stream().map(Stretch::length).toList(),
                fewer.stream().map(Stretch::length).toList());
        assertEquals(stretches.subList(3, 7), fewer.subList(3, 7), "the largest stay");
    }
}
