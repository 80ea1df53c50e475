// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.rings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.core.track.OwnDay;
import org.holdfast.core.track.Repute;
import org.holdfast.core.track.ReputeRule;
import org.holdfast.core.track.Testimony;
import org.holdfast.core.track.TrackRules;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.World;

/**
 * A confederation over months, day by day, into which a ring comes after one month. Ring members serve strangers badly
 * and renege on them after six weeks, praise each other with agreements that they date back, and say of their victims that they
 * reneged. Honest members say what they saw, hear everybody, and choose partners by {@link ReputeRule} alone. The worst
 * for the rules: gossip arrives at once, so lies do, too. Single-threaded; the seed decides everything.
 */
public final class RingTown {
    private static final int WANTED = 6;
    private static final int ROOM = 9;
    private static final long RING_COMES = 30;
    private static final long PATIENCE_OF_RING = 42;
    private static final double TOO_BAD = 0.35;
    private static final int MOST_RENEGED = 2;

    private final Setup setup;
    private final World world;
    private final List<Member> members = new ArrayList<>();
    /** What is said of each today, and whom each thinks a poor reporter; made when it is asked for. */
    private final Map<Integer, List<Testimony>> said = new HashMap<>();

    private final Map<Integer, Set<OwnerId>> poor = new HashMap<>();
    private long day = 0;
    private int victimsDropped;

    /**
     * The first {@code honest} members are honest, and the first {@code victims} of these are slandered; all others are
     * of the ring.
     */
    public record Setup(long seed, int honest, int ring, int victims) {}

    /**
     * How it stands.
     *
     * @param withRing partners of honest members that are of the ring, in percent
     * @param victims partners of a slandered member, on average
     * @param others partners of an honest member that nobody slanders, on average
     * @param victimsDropped agreements with a slandered member that an honest partner ended
     * @param preferred of all pairs (praised ring member, plain honest member) that an honest member does not know by
     *     itself: in how many percent it thinks better of the first
     * @param refused of all pairs (honest member, slandered member that it does not know itself): in how many percent it
     *     would not take the second
     */
    public record Figures(
            double withRing, double victims, double others, int victimsDropped, double preferred, double refused) {}

    public RingTown(Setup setup) {
        this.setup = setup;
        this.world = new World(setup.seed());
        for (int number = 0; number < setup.honest() + setup.ring(); number++) {
            members.add(new Member(number, number >= setup.honest()));
        }
    }

    /** Lets days pass. */
    public void live(int days) {
        for (int i = 0; i < days; i++) {
            day++;
            members.forEach(this::meetPartners);
            said.clear();
            poor.clear();
            members.stream().filter(each -> !each.ofRing).forEach(this::review);
            members.stream().filter(each -> !each.ofRing || day >= RING_COMES).forEach(this::lookForPartners);
        }
    }

    private Instant now() {
        return World.BEGINNING.plus(Duration.ofDays(day));
    }

    private void meetPartners(Member self) {
        for (int number : List.copyOf(self.bonds.keySet())) {
            Member other = members.get(number);
            boolean foul = other.ofRing && !self.ofRing;
            boolean reneges = foul && day - self.bonds.get(number) >= PATIENCE_OF_RING;
            self.see(number, new OwnDay(OwnDay.of(now()), foul ? badDay() : goodDay(), reneges));
            if (reneges) {
                self.part(other);
                world.note("reneged", number + " on " + self.number);
            }
        }
    }

    /** Honest machines are missed now and then. */
    private Tally goodDay() {
        int missed = world.random().nextInt(3) / 2;
        return new Tally(10 - missed, 0, missed, 0, 0, 0);
    }

    private Tally badDay() {
        int missed = world.random().nextInt(8);
        return new Tally(10 - missed, world.random().nextInt(20) / 19, missed, 0, 0, 0);
    }

    /** Ends agreements with those of whom it thinks too badly. */
    private void review(Member self) {
        for (int number : List.copyOf(self.bonds.keySet())) {
            Repute repute = repute(self, members.get(number));
            if (repute.reneged() > MOST_RENEGED || repute.score() < TOO_BAD) {
                self.part(members.get(number));
                victimsDropped += number < setup.victims() ? 1 : 0;
                world.note("dropped", number + " by " + self.number);
            }
        }
    }

    private void lookForPartners(Member self) {
        if (self.bonds.size() < WANTED) {
            best(self).ifPresent(other -> {
                self.agree(other, day);
                world.note("agreed", self.number + " and " + other.number);
            });
        }
    }

    private Optional<Member> best(Member self) {
        SortedMap<Double, Member> byScore = new TreeMap<>(Comparator.reverseOrder());
        for (Member other : members) {
            if (other != self && !self.bonds.containsKey(other.number) && other.bonds.size() < ROOM) {
                double lot = world.random().nextDouble() / 1_000;
                byScore.put(worth(self, other) + lot, other);
            }
        }
        return byScore.entrySet().stream()
                .filter(each -> each.getKey() >= 0 && worth(each.getValue(), self) >= 0)
                .map(SortedMap.Entry::getValue)
                .findFirst();
    }

    /** Below zero: not at all. The ring takes victims first, to have something to say of them, and else everybody. */
    private double worth(Member self, Member other) {
        if (other.ofRing && day < RING_COMES) {
            return -1;
        }
        if (self.ofRing) {
            return other.number < setup.victims() ? 1 : 0.5;
        }
        Repute repute = repute(self, other);
        return repute.reneged() > MOST_RENEGED || repute.score() < TOO_BAD ? -1 : repute.score();
    }

    /** What a member thinks of another, by the rules of the product. */
    private Repute repute(Member self, Member subject) {
        return judge(self, subject, poor.computeIfAbsent(self.number, none -> poor(self)));
    }

    /** All whom a member thinks poor reporters today. */
    private Set<OwnerId> poor(Member self) {
        return members.stream()
                .filter(reporter -> reporter != self && isPoor(judge(self, reporter, Set.of())))
                .map(Member::id)
                .collect(Collectors.toSet());
    }

    private static boolean isPoor(Repute plain) {
        return plain.ownReneged() || plain.score() < TrackRules.POOR;
    }

    private Repute judge(Member self, Member subject, Set<OwnerId> poor) {
        List<Testimony> others = said.computeIfAbsent(subject.number, none -> testimonies(subject)).stream()
                .filter(each -> !each.reporter().equals(self.id()))
                .toList();
        return ReputeRule.judge(
                new ReputeRule.Case(
                        self.days(subject.number), others, poor, self.host(), self.site(), true, TrackRules.REPORTERS),
                now());
    }

    private List<Testimony> testimonies(Member subject) {
        return members.stream()
                .filter(reporter -> reporter != subject)
                .flatMap(reporter -> testimony(reporter, subject).stream())
                .toList();
    }

    private Optional<Testimony> testimony(Member reporter, Member subject) {
        if (reporter.ofRing) {
            return lie(reporter, subject);
        }
        List<OwnDay> recent = reporter.days(subject.number).stream()
                .filter(each -> each.day() > OwnDay.of(now()) - Observation.LONGEST.toDays())
                .toList();
        return recent.isEmpty()
                ? Optional.empty()
                : Optional.of(says(
                        reporter,
                        recent.stream().map(OwnDay::tally).reduce(Tally.NONE, Tally::plus),
                        recent.stream().anyMatch(OwnDay::reneged),
                        now().minus(Duration.ofDays(day - reporter.dealt.get(subject.number)))));
    }

    /** Praise needs no dealings: the ring signs agreements among itself, and dates them as it likes. */
    private Optional<Testimony> lie(Member reporter, Member subject) {
        if (subject.ofRing) {
            return Optional.of(says(reporter, new Tally(9_000, 0, 0, 0, 0, 90), false, Instant.EPOCH));
        }
        Long since = reporter.dealt.get(subject.number);
        return since != null && subject.number < setup.victims()
                ? Optional.of(says(
                        reporter, new Tally(0, 900, 900, 0, 0, 0), true, now().minus(Duration.ofDays(day - since))))
                : Optional.empty();
    }

    private Testimony says(Member reporter, Tally tally, boolean reneged, Instant since) {
        return new Testimony(
                reporter.id(),
                reporter.host(),
                reporter.site(),
                tally,
                reneged,
                Observation.Period.before(now(), Observation.LONGEST),
                since,
                ByteCount.gibibytes(1),
                false);
    }

    public Figures figures() {
        double bonds = honest().stream().mapToInt(each -> each.bonds.size()).sum();
        double ofRing = honest().stream()
                .flatMap(each -> each.bonds.keySet().stream())
                .filter(number -> members.get(number).ofRing)
                .count();
        return new Figures(
                100 * ofRing / bonds,
                partners(honest().subList(0, setup.victims())),
                partners(honest().subList(setup.victims(), setup.honest())),
                victimsDropped,
                preferred(),
                refused());
    }

    private List<Member> honest() {
        return members.subList(0, setup.honest());
    }

    /** Honest partners only: the ring is no gain. */
    private double partners(List<Member> of) {
        return of.stream()
                .mapToLong(each -> each.bonds.keySet().stream()
                        .filter(number -> !members.get(number).ofRing)
                        .count())
                .average()
                .orElse(0);
    }

    private double preferred() {
        int pairs = 0;
        int cheats = 0;
        for (Member self : honest()) {
            List<Member> strangers = members.stream()
                    .filter(each -> each != self && !self.dealt.containsKey(each.number))
                    .toList();
            for (Member cheat : strangers.stream().filter(each -> each.ofRing).toList()) {
                for (Member plain : strangers.stream().filter(this::isPlain).toList()) {
                    pairs++;
                    cheats += worth(self, cheat) > worth(self, plain) ? 1 : 0;
                }
            }
        }
        return pairs == 0 ? 0 : 100.0 * cheats / pairs;
    }

    private double refused() {
        List<Double> worths = honest().stream()
                .flatMap(self -> honest().subList(0, setup.victims()).stream()
                        .filter(victim -> victim != self && !self.dealt.containsKey(victim.number))
                        .map(victim -> worth(self, victim)))
                .toList();
        long refused = worths.stream().filter(each -> each < 0).count();
        return worths.isEmpty() ? 0 : 100.0 * refused / worths.size();
    }

    /** Honest, and nobody slanders it. */
    private boolean isPlain(Member each) {
        return !each.ofRing && each.number >= setup.victims();
    }

    /** SHA-256 of all that happened; ends the history. */
    public String hash() {
        return world.hash();
    }
}
