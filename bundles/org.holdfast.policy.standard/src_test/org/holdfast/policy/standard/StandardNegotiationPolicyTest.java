// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.spi.policy.Situation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNegotiationPolicyTest {
    private static final OwnerId PROPOSER = new OwnerId(new Id32(0, 0, 0, 1));
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 2));
    private static final Domains THEIRS = new Domains("host1", "site", "linux", "amd64");
    private static final Domains OURS = new Domains("host2", "site", "linux", "amd64");
    private static final int TOLERANCE = 25;
    private final StandardNegotiationPolicy policy = new StandardNegotiationPolicy(TOLERANCE, 16);

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
        Situation stranger = new Situation(
                new OwnerId(new Id32(9, 9, 9, 9)), OURS, ByteCount.gibibytes(1), ByteCount.ZERO, List.of());
        assertInstanceOf(Reply.Decline.class, policy.consider(terms(100, 100), stranger));
        Situation elsewhere = new Situation(
                SELF,
                new Domains("host2", "moved", "linux", "amd64"),
                ByteCount.gibibytes(1),
                ByteCount.ZERO,
                List.of());
        assertInstanceOf(Reply.Decline.class, policy.consider(terms(100, 100), elsewhere));
    }

    @Test
    void declinesANodeOnTheSameMachine() {
        AgreementTerms terms = terms(100, 100, OURS);
        assertEquals(new Reply.Decline("both nodes run on the same machine"), policy.consider(terms, here(1000)));
    }

    private Reply consider(long offered, long wanted, long unreserved) {
        return policy.consider(terms(offered, wanted), here(unreserved));
    }

    private static Situation here(long unreserved) {
        return new Situation(SELF, OURS, ByteCount.mebibytes(unreserved), ByteCount.ZERO, List.of());
    }

    private static Situation there(long unreserved) {
        return new Situation(PROPOSER, THEIRS, ByteCount.mebibytes(unreserved), ByteCount.ZERO, List.of());
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
