// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.policy.standard.SystemDiversity;
import org.holdfast.policy.standard.Weight;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

/** Policies come, fail, are updated and go. */
@Tag("R63")
@Tag("R64")
class PoliciesTest {
    private static final Version ONE = new Version(1, 0, 0);
    private final Policies policies = new Policies(reference -> reference.getBundle() == null, Duration.ofSeconds(60));

    private static Installed<PartnerCriterion> plugin() {
        return new Installed<>("com.example.policy", ONE);
    }

    /** Rejects everybody, or throws. */
    private record Strict(boolean broken) implements PartnerCriterion {
        @Override
        public String id() {
            return "strict";
        }

        @Override
        public Verdict judge(Candidate candidate, PartnerGroup current) {
            if (broken) {
                throw new IllegalStateException("cannot say");
            }
            return new Verdict.Reject("nobody is good enough");
        }
    }

    private Verdict verdict() {
        PartnerGroup group = new PartnerGroup(
                Whereabouts.always(new Domains("h", "s", "linux", "amd64")),
                List.of(),
                new CodeShape(1, 1),
                ByteCount.ZERO);
        return policies.criteria(any -> true)
                .getFirst()
                .judge(SampleCandidate.named("any").candidate(), group);
    }

    private Optional<String> problem() {
        return policies.entries(any -> Optional.empty()).getFirst().problem();
    }

    @Test
    void theProductsOwnHaveNoFence() {
        PartnerCriterion own = new SystemDiversity(Weight.USUAL);
        policies.addCriterion(own, new Installed<>());
        assertSame(own, policies.criteria(any -> true).getFirst());
    }

    @Test
    void whoFailsTwiceIsOffUntilItIsUpdated() {
        Installed<PartnerCriterion> first = plugin();
        policies.addCriterion(new Strict(true), first);
        assertEquals(new Verdict.Abstain("it ended in java.lang.IllegalStateException: cannot say"), verdict());
        assertEquals(Optional.empty(), problem());
        verdict();
        assertTrue(
                assertInstanceOf(Verdict.Abstain.class, verdict()).reason().startsWith("it is off: it failed 2 times"));
        String told = problem().orElseThrow();
        assertTrue(told.startsWith("com.example.policy 1.0.0 is not used as policy strict"), told);
        assertTrue(told.endsWith("(POLICY_FENCED)"), told);

        policies.remove(first);
        policies.addCriterion(new Strict(false), plugin());
        assertEquals(new Verdict.Reject("nobody is good enough"), verdict());
        assertEquals(Optional.empty(), problem());
    }

    @Test
    void whatIsTakenOutOfUseDoesNotJudge() {
        Installed<PartnerCriterion> reference = plugin();
        policies.addCriterion(new Strict(false), reference);
        assertEquals(List.of(), policies.criteria(each -> each != reference));
    }

    @Test
    void theNextNegotiationPolicyTakesThePlaceOfOneThatIsOff() {
        NegotiationPolicy foreign = (terms, self) -> {
            throw new IllegalStateException("cannot say");
        };
        NegotiationPolicy own = (terms, self) -> new NegotiationPolicy.Reply.Accept();
        policies.addNegotiation(
                foreign, new Installed<NegotiationPolicy>("com.example.policy", ONE)); // ranks above what comes later
        policies.addNegotiation(own, new Installed<NegotiationPolicy>());
        for (int failure = 0; failure < 2; failure++) {
            assertInstanceOf(NegotiationPolicy.Reply.Decline.class, consider());
        }
        assertInstanceOf(NegotiationPolicy.Reply.Accept.class, consider());
        assertTrue(problem().orElseThrow().contains("policy negotiation"));
    }

    @SuppressWarnings("NullAway") // neither of the two policies looks at what it is asked
    private NegotiationPolicy.Reply consider() {
        return policies.negotiation(any -> true).orElseThrow().consider(null, null);
    }
}
