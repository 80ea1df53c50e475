// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;
import org.holdfast.simulation.adversary.Corrupter;
import org.holdfast.simulation.adversary.Dropper;
import org.holdfast.simulation.adversary.Miser;
import org.holdfast.simulation.adversary.Replayer;
import org.holdfast.simulation.node.Computer;
import org.holdfast.simulation.node.Retrieval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Some machines lie, or stand on hostile ground; the others keep what was promised. Small confederations, 2+1. */
class AdversaryTest {
    private static final long MEGABYTES = 32;

    private static Confederation finished(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.run();
        return confederation;
    }

    private static Set<Bytes> sources(Computer owner) {
        return owner.disk().ledger.segments().inState(SegmentState.PLACED).stream()
                .map(segment -> owner.disk().sources().get(segment.id()))
                .collect(Collectors.toSet());
    }

    /** P4: whatever comes back is something that was stored. */
    private static void assertNothingWrong(Computer owner, List<Retrieval.Result> results) {
        results.stream()
                .flatMap(result -> result.data().stream())
                .forEach(data -> assertTrue(owner.disk().sources().containsValue(data), "wrong bytes"));
    }

    /** One machine alone: with 2+1 no segment has two shards there. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R61")
    void oneWhoTurnsBitsAndOneWhoHasNothingCostNobodyAnything(long seed) {
        Confederation confederation = finished(seed);
        Computer liar = confederation.members().getFirst();
        Corrupter corrupter = new Corrupter();
        Dropper dropper = new Dropper();
        for (var role : List.of(corrupter, dropper)) {
            liar.play(role);
            for (Computer owner : confederation.members()) {
                List<Retrieval.Result> results = confederation.readEverything(owner);
                assertNothingWrong(owner, results);
                assertEquals(
                        sources(owner),
                        results.stream().flatMap(each -> each.data().stream()).collect(Collectors.toSet()));
            }
        }
        assertTrue(corrupter.turned() > 0 && dropper.refused() > 0, "nobody asked the liar");
    }

    /** One that proves everything and gives nothing back costs a restore some seconds, and nobody any data. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R54")
    @Tag("R61")
    void oneWhoGivesNothingBackCostsOnlyTime(long seed) {
        Confederation confederation = finished(seed);
        Miser miser = new Miser();
        confederation.members().getFirst().play(miser);
        for (Computer owner : confederation.members()) {
            long begun = confederation.world.now();
            List<Retrieval.Result> results = confederation.readEverything(owner);
            assertNothingWrong(owner, results);
            assertEquals(
                    sources(owner),
                    results.stream().flatMap(each -> each.data().stream()).collect(Collectors.toSet()));
            assertTrue(confederation.world.now() - begun < 60_000, "others are asked before a minute is over");
        }
        assertTrue(miser.kept() > 0, "nobody asked the miser");
    }

    /** More than k collude: what has two shards with them is lost, and said to be. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R61")
    void moreThanTheCodeBearsGiveNothingAndNothingWrong(long seed) {
        Confederation confederation = finished(seed);
        List<Computer> liars = confederation.members().subList(0, 3);
        Corrupter together = new Corrupter();
        liars.forEach(each -> each.play(together));
        Set<OwnerId> ids = liars.stream().map(each -> each.identity().id()).collect(Collectors.toSet());
        long lost = 0;
        for (Computer owner : confederation.members()) {
            List<Retrieval.Result> results = confederation.readEverything(owner);
            assertNothingWrong(owner, results);
            long beyond = owner.disk().ledger.segments().inState(SegmentState.PLACED).stream()
                    .filter(segment -> owner.disk().ledger.segments().placements(segment.id()).stream()
                                    .map(PlacementRow::partner)
                                    .filter(ids::contains)
                                    .count()
                            > 1)
                    .count();
            assertEquals(
                    beyond,
                    results.stream().filter(each -> each.data().isEmpty()).count());
            lost += beyond;
        }
        assertTrue(lost > 0, "three of seven hold two shards of something");
    }

    /** P5: an owner that lost everything goes on behind the newest head, whoever shows an old one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R56")
    void whoShowsOldHeadsIsOvertakenByOneHonestPartner(long seed) {
        Confederation confederation = finished(seed);
        Computer owner = confederation.members().get(2);
        confederation.replaceAndRediscover(owner);
        long newest = owner.disk().witnesses().getLast().sequence();
        assertTrue(newest > 1);
        List<OwnerId> partners = owner.life().orElseThrow().partners();
        Replayer replayer = new Replayer();
        confederation.members().stream()
                .filter(each -> partners.subList(1, partners.size())
                        .contains(each.identity().id()))
                .forEach(each -> each.play(replayer));
        Map<SegmentId, Bytes> lost = confederation.replaceAndRediscover(owner);
        assertTrue(replayer.replayed() > 0, "nobody asked the replayers");
        assertTrue(
                owner.disk().witnesses().getLast().sequence() > newest,
                "it goes on behind " + newest + ", not beside it");
        assertTrue(lost.size() > 0 || !sources(owner).isEmpty());
    }

    /** Clocks jump by up to a month, both ways, and are put right in the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void clocksThatJumpLoseNothingThatWasAcknowledged(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.during(7_000, () -> {
            Computer one = somebody(confederation);
            long hours = confederation.world.random().nextInt(-30 * 24, 30 * 24);
            one.misjudge(confederation.world.chance(0.4) ? Duration.ZERO : Duration.ofHours(hours));
        });
        confederation.during(1_000, () -> confederation.invariants().nobodyHoldsAByteWithoutAnAgreement());
        confederation.inTheEnd(() -> confederation.computers().forEach(each -> each.misjudge(Duration.ZERO)));
        confederation.run();
        confederation.invariants().checkAll();
        assertTrue(confederation.world.counts().containsKey("clock jumps"));
    }

    /** Their people fill the disks and clear them again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Tag("R60")
    void disksThatFillUpTakeNothingAndLoseNothing(long seed) {
        Confederation confederation = new Confederation(Scenario.small(seed));
        confederation.during(5_000, () -> {
            boolean full = confederation.world.chance(0.7);
            somebody(confederation).disk().holdings.occupy(full ? ByteCount.mebibytes(MEGABYTES) : ByteCount.ZERO);
        });
        confederation.during(1_000, () -> confederation.invariants().nobodyHoldsAByteWithoutAnAgreement());
        confederation.inTheEnd(() ->
                confederation.computers().forEach(each -> each.disk().holdings.occupy(ByteCount.ZERO)));
        confederation.run();
        confederation.invariants().checkAll();
        assertTrue(
                confederation.world.counts().getOrDefault("put Refused", 0) > 0,
                "no block ever met a full disk: " + confederation.world.counts());
    }

    private static Computer somebody(Confederation confederation) {
        List<Computer> all = confederation.members();
        return all.get(confederation.world.random().nextInt(all.size()));
    }

    /** Lies and bad ground are part of the history: the same seed gives the same. */
    @Test
    void aLiarIsAsDeterministicAsAnybody() {
        assertEquals(trace(), trace());
    }

    private static String trace() {
        Confederation confederation = finished(5);
        confederation.members().getFirst().play(new Corrupter());
        confederation.members().forEach(confederation::readEverything);
        return confederation.world.hash();
    }
}
