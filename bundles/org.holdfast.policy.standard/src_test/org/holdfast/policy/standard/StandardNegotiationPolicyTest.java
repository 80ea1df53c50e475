// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Wishes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNegotiationPolicyTest {
    private static final OwnerId PROPOSER = new OwnerId(new Id32(0, 0, 0, 1));
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 2));
    private static final Domains THEIRS = new Domains("host1", "site", "linux", "amd64");
    private static final Domains OURS = new Domains("host2", "site", "linux", "amd64");
    private static final int TOLERANCE = 25;
    private static final WeekSchedule ALWAYS = WeekSchedule.always();
    private static final Wishes WISHES = new Wishes(ALWAYS, Allowances.USUAL, Duration.ofDays(365), List.of(1));
    private static final MeasuredBandwidth FAST = new MeasuredBandwidth(50_000, 90_000);
    private final StandardNegotiationPolicy policy = policy(100);

    private static StandardNegotiationPolicy policy(int ratio) {
        return new StandardNegotiationPolicy(new Reciprocity(TOLERANCE, ratio, 16), 10);
    }

    @ParameterizedTest
    @CsvSource({
        // offered to us, wanted of us, unreserved here: MiB
        "100, 100, 100",
        "100, 75, 100",
        "75, 100, 100",
        "16, 16, 16",
    })
    void acceptsWhatFitsAndIsBalanced(long offered, long wanted, long unreserved) {
        assertEquals(new Reply.Accept(), consider(offered, wanted, unreserved));
    }

    @ParameterizedTest
    @CsvSource({
        // offered, wanted, unreserved, what both would reserve
        "100, 100, 99, 99",
        "100, 74, 100, 74",
        "74, 100, 100, 74",
        "100, 1000, 500, 100",
        "1000, 1000, 16, 16",
        "8000000000, 8000000000, 7000000000, 7000000000"
    })
    void countersWithTheMostThatIsPossibleAndFair(long offered, long wanted, long unreserved, long fair) {
        Reply.Counter counter = assertInstanceOf(Reply.Counter.class, consider(offered, wanted, unreserved));
        assertEquals(terms(fair, fair), counter.terms());
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 15", "100, 100, 0", "15, 100, 100", "100, 15, 100"})
    void declinesWhatIsTooSmall(long offered, long wanted, long unreserved) {
        Reply.Decline decline = assertInstanceOf(Reply.Decline.class, consider(offered, wanted, unreserved));
        assertTrue(decline.reason().contains("too small"), decline::reason);
    }

    /** Whatever is proposed: what is agreed fits and is balanced, and a counter-proposal is acceptable to both. */
    @Test
    void neverPromisesTooMuchNorMoreThanTheToleranceApart() {
        for (long seed = 1; seed <= 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            long offered = random.nextLong(1, 400);
            long wanted = random.nextLong(1, 400);
            long unreserved = random.nextLong(0, 400);
            String context = "seed " + seed;
            switch (consider(offered, wanted, unreserved)) {
                case Reply.Accept() -> {
                    assertTrue(wanted <= unreserved, context);
                    assertBalanced(terms(offered, wanted), context);
                }
                case Reply.Counter(AgreementTerms terms, String reason) -> {
                    assertBalanced(terms, context);
                    assertEquals(new Reply.Accept(), policy.consider(terms, here(unreserved)), context);
                    assertEquals(new Reply.Accept(), policy.consider(terms, there(offered)), context);
                }
                case Reply.Decline(String reason) ->
                    assertTrue(Math.min(Math.min(offered, wanted), unreserved) < 16, context);
            }
        }
    }

    private static void assertBalanced(AgreementTerms terms, String context) {
        long one = terms.reservedByProposer().value();
        long other = terms.reservedByResponder().value();
        assertTrue(Math.abs(one - other) * 100 <= Math.max(one, other) * TOLERANCE, context);
    }

    @Test
    void declinesTermsThatAreNotAboutThisNodeOrSayWrongThingsOfIt() {
        Situation stranger = situation(new OwnerId(new Id32(9, 9, 9, 9)), OURS, 1024, WISHES, Optional.of(FAST));
        assertInstanceOf(Reply.Decline.class, policy.consider(terms(100, 100), stranger));
        Domains moved = new Domains("host2", "moved", "linux", "amd64");
        Situation elsewhere = situation(SELF, moved, 1024, WISHES, Optional.of(FAST));
        assertInstanceOf(Reply.Decline.class, policy.consider(terms(100, 100), elsewhere));
    }

    @Test
    void declinesANodeOnTheSameMachine() {
        AgreementTerms terms = terms(100, 100, OURS);
        assertEquals(new Reply.Decline("both nodes run on the same machine"), policy.consider(terms, here(1000)));
    }

    /** A node that needs twice what it can offer, and another that lets it. */
    @ParameterizedTest
    @CsvSource({
        // offered to us, wanted of us, unreserved, ratio in percent, we give, we receive (0: as proposed)
        "100, 200, 1000, 200, 0, 0",
        "200, 100, 1000, 200, 0, 0",
        "100, 200, 1000, 100, 100, 100",
        "100, 300, 1000, 200, 200, 100",
        "100, 300, 150, 200, 150, 100",
        "100, 300, 40, 200, 40, 80",
        "1000, 100, 1000, 300, 100, 300",
    })
    @Tag("R12")
    void needsMayDifferWithinTheRatio(
            long offered, long wanted, long unreserved, int ratio, long given, long received) {
        StandardNegotiationPolicy generous = policy(ratio);
        Reply reply = generous.consider(terms(offered, wanted), here(unreserved));
        if (given == 0) {
            assertEquals(new Reply.Accept(), reply);
            return;
        }
        AgreementTerms counter = assertInstanceOf(Reply.Counter.class, reply).terms();
        assertEquals(terms(received, given), counter);
        assertEquals(new Reply.Accept(), generous.consider(counter, here(unreserved)));
        assertEquals(new Reply.Accept(), generous.consider(counter, there(1000)));
    }

    @Test
    @Tag("R10")
    void hoursThatAreNotSharedAreRefused() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        WeekSchedule office = OnlineHours.parse("Mo-Fr 08:00-18:00", zone);
        WeekSchedule weekend = OnlineHours.parse("Sa,Su 00:00-24:00", zone);
        Situation self = wishing(new Wishes(office, Allowances.USUAL, Duration.ofDays(365), List.of(1)));
        Reply.Decline none = assertInstanceOf(
                Reply.Decline.class, policy.consider(terms(100, 100).online(weekend, office), self));
        assertTrue(none.reason().contains("both on line in 0 hours"), none::reason);
        WeekSchedule evenings = OnlineHours.parse("Mo-Fr 16:00-22:00", zone);
        assertEquals(new Reply.Accept(), policy.consider(terms(100, 100).online(evenings, office), self));
        WeekSchedule late = OnlineHours.parse("Mo-Fr 17:00-22:00", zone);
        assertInstanceOf(Reply.Decline.class, policy.consider(terms(100, 100).online(late, office), self));
    }

    @Test
    @Tag("R10")
    void termsThatSayOtherHoursOfUsAreCountered() {
        WeekSchedule office = OnlineHours.parse("Mo-Fr 08:00-18:00", ZoneId.of("UTC"));
        Situation self = wishing(new Wishes(office, Allowances.USUAL, Duration.ofDays(365), List.of(1)));
        Reply.Counter counter = assertInstanceOf(Reply.Counter.class, policy.consider(terms(100, 100), self));
        assertEquals(terms(100, 100).online(ALWAYS, office), counter.terms());
        assertEquals(new Reply.Accept(), policy.consider(counter.terms(), self));
    }

    @Test
    @Tag("R11")
    void aLinkThatIsGoodInBurstsAndBadOnAverageIsRefused() {
        for (MeasuredBandwidth bad : List.of(new MeasuredBandwidth(100, 200), new MeasuredBandwidth(10, 90_000))) {
            Reply.Decline decline = assertInstanceOf(
                    Reply.Decline.class,
                    policy.consider(terms(100, 100), situation(SELF, OURS, 1000, WISHES, Optional.of(bad))));
            assertTrue(decline.reason().contains("kbit/s"), decline::reason);
        }
        assertEquals(
                new Reply.Accept(),
                policy.consider(
                        terms(100, 100),
                        situation(SELF, OURS, 1000, WISHES, Optional.of(new MeasuredBandwidth(64, 256)))));
    }

    @Test
    @Tag("R11")
    void aLinkThatNobodyMeasuredIsNotBelieved() {
        Reply unmeasured = policy.consider(terms(100, 100), situation(SELF, OURS, 1000, WISHES, Optional.empty()));
        assertEquals(new Reply.Decline("the link between us could not be measured"), unmeasured);
        Wishes any = new Wishes(ALWAYS, Allowances.USUAL.over(0, 0), Duration.ofDays(365), List.of(1));
        assertEquals(
                new Reply.Accept(),
                policy.consider(terms(100, 100), situation(SELF, OURS, 1000, any, Optional.empty())));
    }

    @Test
    @Tag("R11")
    void ofALinkThatFellItCanBeAgreedWhatItGives() {
        AgreementTerms present = terms(100, 100);
        Situation renewing = new Situation(
                SELF,
                OURS,
                ByteCount.mebibytes(1000),
                ByteCount.ZERO,
                List.of(),
                WISHES,
                Optional.of(new MeasuredBandwidth(64, 128)),
                Optional.of(new Situation.Present(present, ByteCount.ZERO, ByteCount.ZERO)));
        AgreementTerms next = present.nextBy(PROPOSER);
        assertInstanceOf(Reply.Decline.class, policy.consider(next, renewing));
        assertEquals(new Reply.Accept(), policy.consider(next.allowing(Allowances.USUAL.over(64, 128)), renewing));
    }

    @Test
    @Tag("R12")
    void aRenewalDrivesNothingOut() {
        AgreementTerms present = terms(100, 100);
        Situation full = new Situation(
                SELF,
                OURS,
                ByteCount.mebibytes(20),
                ByteCount.ZERO,
                List.of(),
                WISHES,
                Optional.of(FAST),
                Optional.of(new Situation.Present(present, ByteCount.mebibytes(60), ByteCount.mebibytes(70))));
        Reply.Counter counter = assertInstanceOf(Reply.Counter.class, policy.consider(present.nextBy(PROPOSER), full));
        assertEquals(ByteCount.mebibytes(60), counter.terms().reservedBy(SELF));
        assertEquals(ByteCount.mebibytes(70), counter.terms().reservedBy(PROPOSER));
    }

    /** Whatever two nodes want: after a few proposals there is an agreement that both accept, or a clear no. */
    @Test
    @Tag("R9")
    void twoOfDifferentMindAreThroughAfterFourProposals() {
        int agreed = 0;
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Situation left = whim(PROPOSER, THEIRS, random);
            Situation right = whim(SELF, OURS, random);
            AgreementTerms terms = terms(random.nextLong(16, 400), random.nextLong(16, 400));
            boolean settled = false;
            for (int proposals = 0; proposals < 4 && !settled; proposals++) {
                switch (policy.consider(terms, right)) {
                    case Reply.Accept() -> {
                        settled = true;
                        agreed++;
                    }
                    case Reply.Decline(String reason) -> {
                        settled = true;
                        assertTrue(reason.length() > 20, reason);
                    }
                    case Reply.Counter(AgreementTerms counter, String why) -> {
                        switch (policy.consider(counter, left)) {
                            case Reply.Accept() -> terms = counter;
                            case Reply.Counter(AgreementTerms own, String reason) -> terms = own;
                            case Reply.Decline(String reason) -> settled = true;
                        }
                    }
                }
            }
            assertTrue(settled, "seed " + seed + ": " + terms);
        }
        assertTrue(agreed > 100, agreed + " agreements");
    }

    private static Situation whim(OwnerId self, Domains domains, SplittableRandom random) {
        WeekSchedule hours = random.nextBoolean() ? ALWAYS : OnlineHours.parse("Mo-Fr 06:00-20:00", ZoneId.of("UTC"));
        Optional<Instant> end = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.parse("2027-01-01T00:00:00Z").plusSeconds(random.nextInt(1000)));
        Allowances allowances = new Allowances(
                random.nextLong(1, 100),
                random.nextLong(100, 300),
                random.nextLong(1, 2000),
                random.nextLong(1, 5),
                end);
        List<Integer> formats = random.nextBoolean() ? List.of(1) : List.of(1, 2);
        Wishes wishes = new Wishes(hours, allowances, Duration.ofDays(random.nextLong(30, 400)), formats);
        return situation(self, domains, random.nextLong(0, 400), wishes, Optional.of(FAST));
    }

    @Test
    void whatOnlyOneCanReadIsNoAgreement() {
        Reply.Decline decline = assertInstanceOf(
                Reply.Decline.class, policy.consider(terms(100, 100).in(List.of(2)), here(1000)));
        assertTrue(decline.reason().contains("format"), decline::reason);
        Reply.Counter both = assertInstanceOf(
                Reply.Counter.class, policy.consider(terms(100, 100).in(List.of(1, 2)), here(1000)));
        assertEquals(List.of(1), both.terms().formats());
    }

    @Test
    void locksAndBudgetsAreTheSmallerOfTwo() {
        Allowances less = new Allowances(64, 256, 10, 1, Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
        Situation strict = wishing(new Wishes(ALWAYS, less, Duration.ofDays(90), List.of(1)));
        Reply.Counter counter = assertInstanceOf(Reply.Counter.class, policy.consider(terms(100, 100), strict));
        assertEquals(terms(100, 100).retaining(Duration.ofDays(90)).allowing(less), counter.terms());
        assertEquals(new Reply.Accept(), policy.consider(counter.terms(), strict));
        assertEquals(new Reply.Accept(), policy.consider(counter.terms(), there(1000)));
    }

    private Reply consider(long offered, long wanted, long unreserved) {
        return policy.consider(terms(offered, wanted), here(unreserved));
    }

    private static Situation situation(
            OwnerId self, Domains domains, long unreserved, Wishes wishes, Optional<MeasuredBandwidth> bandwidth) {
        return new Situation(
                self,
                domains,
                ByteCount.mebibytes(unreserved),
                ByteCount.ZERO,
                List.of(),
                wishes,
                bandwidth,
                Optional.empty());
    }

    private static Situation here(long unreserved) {
        return situation(SELF, OURS, unreserved, WISHES, Optional.of(FAST));
    }

    private static Situation there(long unreserved) {
        return situation(PROPOSER, THEIRS, unreserved, WISHES, Optional.of(FAST));
    }

    private static Situation wishing(Wishes wishes) {
        return situation(SELF, OURS, 1000, wishes, Optional.of(FAST));
    }

    private static AgreementTerms terms(long byProposer, long byResponder) {
        return terms(byProposer, byResponder, THEIRS);
    }

    private static AgreementTerms terms(long byProposer, long byResponder, Domains proposer) {
        return new AgreementTerms(
                new AgreementId(new Id16(1, 1)),
                1,
                new ConfederationId(new Id32(1, 1, 1, 1)),
                PROPOSER,
                SELF,
                ByteCount.mebibytes(byProposer),
                ByteCount.mebibytes(byResponder),
                WeekSchedule.always(),
                WeekSchedule.always(),
                proposer,
                OURS,
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(365),
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(1));
    }
}
