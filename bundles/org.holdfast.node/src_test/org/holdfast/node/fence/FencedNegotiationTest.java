// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Wishes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A plug-in's counter-offers: only those for the two who negotiate get through. */
@Tag("R63")
class FencedNegotiationTest {
    private static final OwnerId ONE = owner(1);
    private static final OwnerId OTHER = owner(2);
    private static final Domains DOMAINS = new Domains("host", "site", "linux", "amd64");
    private static final AgreementTerms PROPOSAL = terms(1, ONE, OTHER);

    private static OwnerId owner(int number) {
        return new OwnerId(new Id32(0, 0, 0, number));
    }

    private static AgreementTerms terms(int id, OwnerId proposer, OwnerId responder) {
        return new AgreementTerms(
                new AgreementId(new Id16(0, id)),
                1,
                new ConfederationId(new Id32(1, 1, 1, 1)),
                proposer,
                responder,
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                DOMAINS,
                DOMAINS,
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(90),
                Instant.EPOCH,
                List.of(1));
    }

    private static Reply countered(UnaryOperator<AgreementTerms> by) {
        Situation self = new Situation(
                ONE,
                DOMAINS,
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                List.of(),
                new Wishes(WeekSchedule.always(), Allowances.USUAL, Duration.ofDays(90), List.of(1)),
                Optional.empty(),
                Optional.empty());
        Fence fence = new Fence("The policy of a test", Duration.ofSeconds(60));
        return new FencedNegotiation((proposal, of) -> new Reply.Counter(by.apply(proposal), "so"), fence)
                .consider(PROPOSAL, self);
    }

    @Test
    void lessSpaceIsACounterOffer() {
        AgreementTerms less = PROPOSAL.reserving(ByteCount.mebibytes(1), ByteCount.mebibytes(1));
        assertEquals(new Reply.Counter(less, "so"), countered(proposal -> less));
    }

    @Test
    void termsOfTwoOthersOrOfAnotherAgreementAreAFailureOfThePlugIn() {
        for (AgreementTerms wrong : List.of(
                terms(1, owner(3), owner(4)),
                terms(1, OTHER, ONE),
                terms(1, ONE, owner(3)),
                terms(2, ONE, OTHER),
                PROPOSAL.nextBy(ONE))) {
            Reply.Decline declined = assertInstanceOf(Reply.Decline.class, countered(proposal -> wrong));
            assertTrue(declined.reason().contains("cannot be asked"), declined.reason());
        }
    }
}
