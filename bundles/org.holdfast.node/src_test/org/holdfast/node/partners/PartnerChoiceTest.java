// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.holdfast.core.place.PartnerRoom;
import org.holdfast.core.place.Placement;
import org.holdfast.core.place.PlacementOutcome;
import org.holdfast.core.place.PlacementRequest;
import org.holdfast.core.place.Spread;
import org.holdfast.core.select.Selection;
import org.holdfast.core.select.Standing;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.WeekSchedule;
import org.holdfast.policy.standard.SystemDiversity;
import org.holdfast.policy.standard.Weight;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product's criteria and the search together: whom a node chooses of a pool. */
class PartnerChoiceTest {
    private static final CodeShape SHAPE = CodeShape.parse("8+6");

    /** Linux machines in the north come first where nothing else counts. */
    private static Pool mixed() {
        return new Pool()
                .add("north", "linux", "amd64")
                .add("north", "linux", "amd64")
                .add("north", "linux", "amd64")
                .add("north", "windows", "amd64")
                .add("north", "macos", "aarch64")
                .add("south", "linux", "amd64")
                .add("east", "linux", "amd64");
    }

    @ParameterizedTest
    @Tag("R6")
    @Tag("R7")
    @Tag("R8")
    @CsvSource({
        "false, false, 1, 1",
        "true, false, 3, 1",
        "false, true, 1, 3",
        "true, true, 2, 3",
    })
    void sitesAndSystemsSwitchedOnOrOffChangeWhoIsChosen(boolean sites, boolean systems, int places, int kinds) {
        List<Candidate> chosen = mixed().choose(3, SHAPE, Pool.criteria(new Weight(sites, 1), new Weight(systems, 1)));
        assertEquals(3, chosen.size());
        assertEquals(places, Pool.distinct(chosen, Domains::site), () -> "sites of " + names(chosen));
        assertEquals(kinds, Pool.distinct(chosen, Domains::osFamily), () -> "systems of " + names(chosen));
    }

    @Test
    @Tag("R8")
    @Tag("R18")
    void aHeavierWeightDecidesBetweenTheTwo() {
        List<Candidate> chosen = mixed().choose(3, SHAPE, Pool.criteria(new Weight(true, 2), Weight.USUAL));
        assertEquals(3, Pool.distinct(chosen, Domains::site), () -> "sites of " + names(chosen));
        assertEquals(2, Pool.distinct(chosen, Domains::osFamily), () -> "systems of " + names(chosen));
    }

    @Test
    @Tag("R7")
    void ofAMixedPoolAsManyDifferentSystemsAreChosenAsThereAre() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Pool pool = new Pool();
            int size = random.nextInt(3, 25);
            for (int i = 0; i < size; i++) {
                String arch = "arch" + random.nextInt(3);
                pool.add("site", random.nextInt(4) == 0 ? "os" + random.nextInt(4) : "linux", arch);
            }
            int wanted = random.nextInt(1, size + 1);
            List<Candidate> chosen = pool.choose(wanted, SHAPE, List.of(new SystemDiversity(Weight.USUAL)));
            long possible = Math.min(wanted, Pool.distinct(pool.candidates(), PartnerChoiceTest::system));
            assertEquals(possible, Pool.distinct(chosen, PartnerChoiceTest::system), "seed " + seed);
        }
    }

    private static Object system(Domains domains) {
        return List.of(domains.osFamily(), domains.arch());
    }

    @Test
    @Tag("R11")
    @Tag("R13")
    @Tag("R18")
    void ofEqualsTheOneWithTheBetterLinkHoursOrRecordComesFirst() {
        assertEquals(
                "better", first(SampleCandidate.named("worse").measured(100, 5_000), better().measured(100, 50_000)));
        assertEquals("better", first(SampleCandidate.named("worse").online(days(5)), better().online(days(6))));
        assertEquals(
                "better",
                first(
                        SampleCandidate.named("worse").reputed(new Reputation(1, 0.4)),
                        better().reputed(new Reputation(0, 0.8))));
    }

    private static SampleCandidate better() {
        return SampleCandidate.named("better");
    }

    private static String first(SampleCandidate worse, SampleCandidate better) {
        Pool pool = new Pool().add(worse).add(better);
        return pool.choose(1, SHAPE, Pool.criteria(Weight.USUAL, Weight.USUAL))
                .getFirst()
                .name();
    }

    private static WeekSchedule days(int days) {
        BitSet hours = new BitSet(WeekSchedule.HOURS);
        hours.set(0, days * 24);
        byte[] bytes = new byte[WeekSchedule.HOURS / 8];
        byte[] set = hours.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return new WeekSchedule(Bytes.of(bytes), ZoneId.of("UTC"));
    }

    /** A whole organisation at once; how long that takes is measured by {@code ./build bench choose}. */
    @Test
    @Tag("R4")
    @Tag("R5")
    @Tag("R6")
    @Tag("R7")
    void twoHundredCandidatesAreJudgedRankedAndPlaced() {
        Pool pool = organisation();
        List<Candidate> chosen = pool.choose(16, SHAPE, Pool.criteria(Weight.USUAL, Weight.USUAL));
        assertEquals(16, chosen.size());
        assertInstanceOf(Selection.Next.Enough.class, pool.last(), "no query once there are enough");
        assertEquals(16, Pool.distinct(chosen, Domains::host));
        assertEquals(5, Pool.distinct(chosen, Domains::site));
        assertEquals(4, Pool.distinct(chosen, PartnerChoiceTest::system));

        long rejected = pool.decisions().stream()
                .filter(each -> each.standing() instanceof Standing.Rejected)
                .count();
        assertTrue(rejected >= 40, "a fifth of them breaks a rule: " + rejected);
        assertTrue(chosen.stream().noneMatch(each -> each.name().startsWith("bad")), () -> names(chosen));

        List<PartnerRoom> rooms = chosen.stream()
                .map(each -> new PartnerRoom(each.id(), each.domains(), each.offered()))
                .toList();
        PlacementOutcome.Placed placed = assertInstanceOf(
                PlacementOutcome.Placed.class,
                Placement.place(new PlacementRequest(SHAPE, ByteCount.mebibytes(2), rooms, 1, Spread.ALL)));
        assertEquals(14, new HashSet<>(placed.partners()).size());
        assertEquals(List.of(), placed.limits(), "six may be lost, and no site or family holds more");
    }

    /** Five sites with a subnet each, three families of systems on two machine types; every fifth breaks one rule. */
    private static Pool organisation() {
        List<String> families = List.of("linux", "windows", "windows", "macos");
        Pool pool = new Pool();
        for (int i = 0; i < 200; i++) {
            String family = families.get(i % families.size());
            String arch = family.equals("macos") || i % 8 == 0 ? "aarch64" : "amd64";
            SampleCandidate good = SampleCandidate.named((i % 5 == 0 ? "bad" : "good") + i)
                    .in(new Domains("host" + i, "site" + i % 7 % 5, family, arch))
                    .at("10.0." + i % 7 % 5 + "." + (i + 1))
                    .measured(1000, 20_000 + i);
            pool.add(i % 5 == 0 ? broken(good, i / 5 % 4) : good);
        }
        return pool;
    }

    private static SampleCandidate broken(SampleCandidate good, int how) {
        return switch (how) {
            case 0 -> good.offering(ByteCount.of(1));
            case 1 -> good.measured(30, 20_000);
            case 2 -> good.online(days(0));
            default -> good.reputed(new Reputation(3, 0.5));
        };
    }

    private static String names(List<Candidate> chosen) {
        Set<String> all = Pool.names(chosen).collect(Collectors.toSet());
        return all.toString();
    }
}
