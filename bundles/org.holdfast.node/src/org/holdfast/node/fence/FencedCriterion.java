// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import org.holdfast.node.fence.Fence.Outcome;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;

/** A criterion behind a fence. Where it fails it abstains, and says why. */
public final class FencedCriterion implements PartnerCriterion {
    private final PartnerCriterion criterion;
    private final Fence fence;
    private final String id;

    /** @param name what it is called where it cannot say its id */
    public FencedCriterion(PartnerCriterion criterion, String name, Fence fence) {
        this.criterion = criterion;
        this.fence = fence;
        this.id = switch (fence.call(() -> OneLine.of(criterion.id()))) {
            case Outcome.Answered<String>(String given) -> given;
            case Outcome.Failed<String> failed -> name;
        };
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return switch (fence.call(() -> fit(criterion.judge(candidate, current)))) {
            case Outcome.Answered<Verdict>(Verdict verdict) -> verdict;
            case Outcome.Failed<Verdict>(String why) -> new Verdict.Abstain(why);
        };
    }

    private static Verdict fit(Verdict verdict) {
        String reason = OneLine.of(verdict.reason());
        return switch (verdict) {
            case Verdict.Reject rejection -> new Verdict.Reject(reason);
            case Verdict.Abstain abstention -> new Verdict.Abstain(reason);
            case Verdict.Score score -> new Verdict.Score(score.value(), reason);
        };
    }
}
