// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.testkit.policy.SampleCandidate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the node gets from foreign policies, whatever they do. */
@Tag("R63")
class FencedPoliciesTest {
    private static final Candidate ANY = SampleCandidate.named("any").candidate();
    private static final PartnerGroup GROUP = new PartnerGroup(
            Whereabouts.always(new Domains("h", "s", "linux", "amd64")),
            List.of(),
            new CodeShape(1, 1),
            ByteCount.ZERO);

    private static Fence fence() {
        return new Fence("The policy of a test", Duration.ofSeconds(60));
    }

    /** A criterion with this id and verdict; {@code null} stands for an exception. */
    private static PartnerCriterion criterion(String id, Verdict verdict) {
        return new FencedCriterion(
                new PartnerCriterion() {
                    @Override
                    public String id() {
                        if (id.isEmpty()) {
                            throw new IllegalStateException("nameless");
                        }
                        return id;
                    }

                    @Override
                    public Verdict judge(Candidate candidate, PartnerGroup current) {
                        if (verdict instanceof Verdict.Reject(String reason) && reason.equals("throw")) {
                            throw new IllegalStateException("cannot say");
                        }
                        return verdict;
                    }
                },
                "criterion of com.example",
                fence());
    }

    @Test
    void verdictsPassWithReasonsOfOneLine() {
        String long300 = "x".repeat(299) + "…";
        assertEquals(new Verdict.Score(0.3, "a b"), judge(criterion("a", new Verdict.Score(0.3, " a\n\tb "))));
        assertEquals(new Verdict.Abstain("no idea"), judge(criterion("a", new Verdict.Abstain("no idea"))));
        assertEquals(new Verdict.Reject(long300), judge(criterion("a", new Verdict.Reject("x".repeat(5000)))));
    }

    @Test
    void whoThrowsAbstainsAndSaysWhy() {
        assertEquals(
                new Verdict.Abstain("it ended in java.lang.IllegalStateException: cannot say"),
                judge(criterion("a", new Verdict.Reject("throw"))));
    }

    @Test
    @SuppressWarnings("NullAway") // a plug-in is checked by nobody
    void noVerdictAndNoReasonAreFailures() {
        assertInstanceOf(Verdict.Abstain.class, judge(criterion("a", null)));
        assertInstanceOf(Verdict.Abstain.class, judge(criterion("a", new Verdict.Score(1, null))));
    }

    @Test
    void theIdIsAskedOnce() {
        assertEquals("tidy", criterion("tidy", new Verdict.Abstain("")).id());
        assertEquals(
                "two lines", criterion("two\nlines", new Verdict.Abstain("")).id());
        assertEquals(
                "criterion of com.example",
                criterion("", new Verdict.Abstain("")).id());
    }

    @Test
    void noPlanIsAnExceptionThatTheNodeExpects() {
        FencedRedundancy failing = new FencedRedundancy(
                (group, target) -> {
                    throw new StackOverflowError();
                },
                fence());
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> failing.plan(GROUP, new DurabilityTarget(1e-6, 2, 0)));
        assertEquals("no plan: it ended in java.lang.StackOverflowError", e.getMessage());
    }

    private static Verdict judge(PartnerCriterion criterion) {
        return criterion.judge(ANY, GROUP);
    }
}
