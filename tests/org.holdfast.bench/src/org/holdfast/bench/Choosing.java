// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.place.PartnerRoom;
import org.holdfast.core.place.Placement;
import org.holdfast.core.place.PlacementOutcome;
import org.holdfast.core.place.PlacementRequest;
import org.holdfast.core.place.Spread;
import org.holdfast.core.select.Judged;
import org.holdfast.core.select.PartnerSelection;
import org.holdfast.core.select.Search;
import org.holdfast.core.select.Selection;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.policy.standard.DistinctHost;
import org.holdfast.policy.standard.EnoughBandwidth;
import org.holdfast.policy.standard.EnoughSpace;
import org.holdfast.policy.standard.ScheduleOverlap;
import org.holdfast.policy.standard.SpreadOverSites;
import org.holdfast.policy.standard.SubnetSeparation;
import org.holdfast.policy.standard.SystemDiversity;
import org.holdfast.policy.standard.TrackRecord;
import org.holdfast.policy.standard.Weight;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.spi.policy.Whereabouts;

/**
 * How long it takes to choose partners of 200 candidates: one turn (all judged by all criteria, and ranked), the whole
 * search for 16 partners in as many turns, and the placement of a segment over all 200. Wall-clock time of one thread.
 */
final class Choosing {
    private static final int CANDIDATES = 200;
    private static final int WANTED = 16;
    private static final int ROUNDS = 31;
    private static final CodeShape SHAPE = CodeShape.parse("10+4");
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 0));
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private static final List<PartnerCriterion> CRITERIA = List.of(
            new DistinctHost(Weight.USUAL),
            new EnoughSpace(Weight.USUAL),
            new SpreadOverSites(Weight.USUAL, false),
            new SubnetSeparation(Weight.USUAL, false, 24, 64),
            new SystemDiversity(Weight.USUAL),
            new ScheduleOverlap(Weight.USUAL, 1),
            new EnoughBandwidth(Weight.USUAL, 64, 256, 10_000),
            new TrackRecord(Weight.USUAL, 2));

    private final List<Candidate> candidates = new ArrayList<>();

    private Choosing() {
        for (int i = 1; i <= CANDIDATES; i++) {
            candidates.add(candidate(i));
        }
    }

    static void print() {
        Choosing choosing = new Choosing();
        System.out.printf("%d candidates, %d criteria, Java %s%n%n", CANDIDATES, CRITERIA.size(), Runtime.version());
        System.out.println("| what | first time, ms | median of " + ROUNDS + ", ms |\n|---|---:|---:|");
        row("one turn: judge and rank all", () -> choosing.turn(List.of()));
        row("the whole search for " + WANTED + " partners", choosing::search);
        row("place a segment as " + SHAPE + " over all", choosing::place);
    }

    private static void row(String what, Runnable work) {
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", what, first, millis[ROUNDS / 2]);
    }

    /** Half of them are office machines in other time zones, so that hours have to be compared. */
    private static Candidate candidate(int number) {
        String family = List.of("linux", "windows", "macos").get(number % 3);
        byte[] office = new byte[WeekSchedule.HOURS / 8];
        Arrays.fill(office, 0, 15, (byte) 0x7E);
        WeekSchedule hours =
                new WeekSchedule(Bytes.of(office), ZoneId.of(number % 4 == 0 ? "Asia/Tokyo" : "Europe/Paris"));
        return new Candidate(
                new OwnerId(new Id32(0, 0, 0, number)),
                "node" + number,
                List.of(
                        new NodeAddress("10.0." + number % 5 + "." + number, 7610),
                        new NodeAddress("2001:db8:0:" + number % 5 + "::" + number, 7610)),
                new Domains("host" + number, "site" + number % 5, family, number % 2 == 0 ? "amd64" : "aarch64"),
                ByteCount.gibibytes(20),
                ByteCount.gibibytes(10),
                number % 2 == 0 ? hours : WeekSchedule.always(),
                Optional.of(new MeasuredBandwidth(1000, 10_000L * number)),
                Reputation.UNKNOWN);
    }

    private void search() {
        List<Candidate> chosen = new ArrayList<>();
        while (turn(chosen) instanceof Selection.Next.Negotiate(Candidate next)) {
            chosen.add(next);
        }
        if (chosen.size() != WANTED) {
            throw new IllegalStateException("chose " + chosen.size() + " partners");
        }
    }

    private Selection.Next turn(List<Candidate> chosen) {
        Map<OwnerId, Domains> partners = new HashMap<>();
        chosen.forEach(each -> partners.put(each.id(), each.domains()));
        Candidate like = candidates.get(1);
        PartnerGroup group = new PartnerGroup(
                new Whereabouts(new Domains("self", "site1", "linux", "amd64"), like.addresses(), like.schedule()),
                chosen.stream().map(Candidate::whereabouts).toList(),
                SHAPE,
                ByteCount.gibibytes(10));
        List<Judged> judged = candidates.stream()
                .filter(each -> !partners.containsKey(each.id()))
                .map(each -> Judged.by(CRITERIA, each, group))
                .toList();
        Search search = new Search(
                SELF, WANTED, partners, Set.of(), judged, Map.of(), Optional.of(NOW), Duration.ofSeconds(5), NOW);
        return PartnerSelection.next(search).next();
    }

    private void place() {
        List<PartnerRoom> rooms = candidates.stream()
                .map(each -> new PartnerRoom(each.id(), each.domains(), each.offered()))
                .toList();
        PlacementRequest request = new PlacementRequest(SHAPE, ByteCount.mebibytes(2), rooms, 1, Spread.ALL);
        if (!(Placement.place(request) instanceof PlacementOutcome.Placed)) {
            throw new IllegalStateException("no place");
        }
    }
}
