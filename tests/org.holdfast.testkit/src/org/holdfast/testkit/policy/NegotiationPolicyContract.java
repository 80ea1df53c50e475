// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.NegotiationPolicy.Reply;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Wishes;
import org.junit.jupiter.api.Test;

/** What every policy of agreements promises: no more than there is, and to keep to what it has offered itself. */
public abstract class NegotiationPolicyContract extends PureContract<NegotiationPolicy> {
    private static final OwnerId PROPOSER = new OwnerId(new Id32(0, 0, 0, 1));
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 2));
    private static final Domains THEIRS = new Domains("host1", "site", "linux", "amd64");
    private static final Domains OURS = new Domains("host2", "site", "linux", "amd64");

    /** A policy to try; equally configured each time. */
    protected abstract NegotiationPolicy policy();

    /** Some proposals that it accepts as they are. */
    protected abstract List<Proposal> accepted();

    /** Some that it declines, if it ever declines any. */
    protected List<Proposal> declined() {
        return List.of();
    }

    /** What is proposed, and how the node stands that is asked. */
    protected record Proposal(AgreementTerms terms, Situation self) {
        private Reply answeredBy(NegotiationPolicy policy) {
            return policy.consider(terms, self);
        }

        private Proposal with(AgreementTerms other) {
            return new Proposal(other, self);
        }
    }

    /**
     * Another node's proposal to this one, in MiB.
     *
     * @param wanted what this node is to keep free for the other
     * @param offered what the other keeps free for this one
     * @param unreserved what this one may still promise
     */
    protected static Proposal proposal(long wanted, long offered, long unreserved) {
        Situation self = new Situation(
                SELF,
                OURS,
                ByteCount.mebibytes(unreserved),
                ByteCount.mebibytes(100),
                List.of(THEIRS),
                new Wishes(WeekSchedule.always(), Allowances.USUAL, Duration.ofDays(365), List.of(1)),
                Optional.of(new MeasuredBandwidth(10_000, 50_000)),
                Optional.empty());
        return new Proposal(terms(ByteCount.mebibytes(offered), ByteCount.mebibytes(wanted)), self);
    }

    @Test
    void someProposalsAreAcceptedAndOthersAreNot() {
        assertFalse(accepted().isEmpty(), "a policy that accepts nothing leaves the node without partners");
        accepted().forEach(each -> assertEquals(new Reply.Accept(), each.answeredBy(policy()), each::toString));
        declined()
                .forEach(each -> assertTrue(
                        each.answeredBy(policy()) instanceof Reply.Decline,
                        () -> each + ": " + each.answeredBy(policy())));
    }

    @Test
    void whatIsNotAcceptedHasAReasonOfOneLine() {
        for (Proposal each : all()) {
            switch (each.answeredBy(policy())) {
                case Reply.Accept accepted -> {}
                case Reply.Counter(AgreementTerms terms, String reason) -> assertOneLine(reason);
                case Reply.Decline(String reason) -> assertOneLine(reason);
            }
        }
    }

    @Test
    void nothingIsPromisedThatIsNotThere() {
        for (Proposal each : all()) {
            switch (each.answeredBy(policy())) {
                case Reply.Accept accepted -> assertThere(each);
                case Reply.Counter(AgreementTerms terms, String reason) -> assertThere(each.with(terms));
                case Reply.Decline declined -> {}
            }
        }
    }

    private static void assertThere(Proposal agreed) {
        ByteCount promised = agreed.terms().reservedBy(agreed.self().self());
        assertTrue(promised.compareTo(agreed.self().unreserved()) <= 0, agreed::toString);
    }

    @Test
    void aCounterProposalIsAboutTheSameAgreementAndSomethingElse() {
        for (Proposal each : all()) {
            if (each.answeredBy(policy()) instanceof Reply.Counter(AgreementTerms terms, String reason)) {
                assertNotEquals(each.terms(), terms);
                assertEquals(identity(each.terms()), identity(terms));
            }
        }
    }

    private static List<Object> identity(AgreementTerms terms) {
        return List.of(terms.id(), terms.version(), terms.confederation(), terms.proposer(), terms.responder());
    }

    @Test
    void itAcceptsWhatItHasOfferedItself() {
        for (Proposal each : all()) {
            if (each.answeredBy(policy()) instanceof Reply.Counter(AgreementTerms terms, String reason)) {
                Proposal back = each.with(terms);
                assertEquals(new Reply.Accept(), back.answeredBy(policy()), back::toString);
            }
        }
    }

    @Override
    final NegotiationPolicy made() {
        return policy();
    }

    @Override
    final int rounds() {
        return 50;
    }

    @Override
    final List<Function<NegotiationPolicy, Object>> questions() {
        return all().stream()
                .<Function<NegotiationPolicy, Object>>map(each -> each::answeredBy)
                .toList();
    }

    /** Those that the provider names, and some of all sizes: what is proposed is up to others. */
    private List<Proposal> all() {
        List<Long> sizes = List.of(0L, 1L, 15L, 16L, 99L, 100L, 1_000L, 1L << 32);
        Stream<Proposal> sized = sizes.stream()
                .flatMap(wanted -> sizes.stream()
                        .flatMap(offered -> LongStream.of(0, 50, 100, 1L << 32)
                                .mapToObj(unreserved -> proposal(wanted, offered, unreserved))));
        return Stream.of(accepted().stream(), declined().stream(), sized)
                .flatMap(each -> each)
                .toList();
    }

    private static AgreementTerms terms(ByteCount byProposer, ByteCount byResponder) {
        return new AgreementTerms(
                new AgreementId(new Id16(1, 1)),
                1,
                new ConfederationId(new Id32(1, 1, 1, 1)),
                PROPOSER,
                SELF,
                byProposer,
                byResponder,
                WeekSchedule.always(),
                WeekSchedule.always(),
                THEIRS,
                OURS,
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(365),
                Instant.parse("2026-01-01T00:00:00Z"),
                List.of(1));
    }
}
