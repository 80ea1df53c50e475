// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.fetch.FetchSegment;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.SegmentId;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Retrieval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** After a storm, everything comes back: from good shards only, and also to a machine that has nothing but its keys. */
class RestoreTest {
    private final Confederation confederation = new Confederation(Scenario.small(21));

    @BeforeEach
    void history() {
        confederation.run();
    }

    private static Set<Bytes> data(List<Retrieval.Result> results) {
        return results.stream().map(result -> result.data().orElseThrow()).collect(Collectors.toSet());
    }

    /** What an owner had, of the segments that were placed. */
    private static Set<Bytes> sources(Computer owner) {
        return owner.disk().ledger.segments().inState(SegmentState.PLACED).stream()
                .map(segment -> owner.disk().sources().get(segment.id()))
                .collect(Collectors.toSet());
    }

    @Test
    void everyOwnerReadsBackWhatItStored() {
        for (Computer owner : confederation.members()) {
            assertEquals(sources(owner), data(confederation.readEverything(owner)));
        }
    }

    @Test
    @Tag("R54")
    void spoiltShardsAreSkippedReportedAndNeverUsed() {
        for (Computer owner : confederation.members()) {
            owner.disk().ledger.segments().inState(SegmentState.PLACED).forEach(segment -> spoil(owner, segment, 1));
            List<Retrieval.Result> results = confederation.readEverything(owner);
            assertEquals(sources(owner), data(results));
            for (Retrieval.Result result : results) {
                var enough = assertInstanceOf(FetchSegment.Outcome.Enough.class, result.outcome());
                enough.misses().forEach(miss -> assertEquals(ErrorCode.AUTHENTICATION_FAILED, miss.code()));
                assertTrue(enough.misses().stream()
                        .noneMatch(miss ->
                                enough.positions().contains(miss.source().position())));
            }
        }
        assertTrue(confederation.world.counts().containsKey("missed a shard AUTHENTICATION_FAILED"));
    }

    @Test
    @Tag("R54")
    void tooManySpoiltShardsAreSaidAndNothingWrongIsGiven() {
        Computer owner = confederation.members().getFirst();
        owner.disk().ledger.segments().inState(SegmentState.PLACED).forEach(segment -> spoil(owner, segment, 2));
        for (Retrieval.Result result : confederation.readEverything(owner)) {
            var notEnough = assertInstanceOf(FetchSegment.Outcome.NotEnough.class, result.outcome());
            assertEquals(1, notEnough.have());
            assertEquals(2, notEnough.need());
            assertEquals(2, notEnough.misses().size());
        }
    }

    /** Flips a bit in each of the first blocks of a segment, at their holders. */
    private void spoil(Computer owner, SegmentRow segment, int blocks) {
        List<PlacementRow> rows = owner.disk().ledger.segments().placements(segment.id());
        for (PlacementRow row : rows.subList(0, blocks)) {
            Computer holder = confederation.computers().stream()
                    .filter(each -> each.identity().id().equals(row.partner()))
                    .findFirst()
                    .orElseThrow();
            byte[] file = holder.disk().holdings.raw(row.agreement()).get(row.block());
            file[BlockHeader.BYTES + 77] ^= 4;
        }
    }

    @Test
    void aMachineWithNothingButItsKeysFindsEverythingAgain() {
        Computer owner = confederation.members().get(2);
        Set<Bytes> wanted = sources(owner);
        long witnesses = owner.disk().witnesses().getLast().sequence();
        Map<SegmentId, Bytes> lost = confederation.replaceAndRediscover(owner);
        assertTrue(lost.values().containsAll(wanted));
        assertTrue(data(confederation.readEverything(owner)).containsAll(wanted));
        assertEquals(witnesses + 1, owner.disk().witnesses().getLast().sequence(), "it goes on behind its old self");
        assertTrue(confederation.world.counts().containsKey("witness after a roll-back"));
        confederation.invariants().headIsEverywhere(owner);
    }
}
