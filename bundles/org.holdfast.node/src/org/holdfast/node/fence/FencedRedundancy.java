// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import java.time.Duration;
import java.util.Objects;
import org.holdfast.node.fence.Fence.Outcome;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.RedundancyPolicy;

/** A redundancy policy behind a fence. Where it fails it throws, and the node plans by itself. */
public final class FencedRedundancy implements RedundancyPolicy {
    /** Trying all codes takes longer than a verdict. */
    public static final Duration LIMIT = Duration.ofSeconds(2);

    private final RedundancyPolicy policy;
    private final Fence fence;

    public FencedRedundancy(RedundancyPolicy policy, Fence fence) {
        this.policy = policy;
        this.fence = fence;
    }

    /** @throws IllegalStateException if it has no answer */
    @Override
    public CodePlan plan(PartnerGroup group, DurabilityTarget target) {
        return switch (fence.call(() -> Objects.requireNonNull(policy.plan(group, target)))) {
            case Outcome.Answered<CodePlan>(CodePlan plan) -> plan;
            case Outcome.Failed<CodePlan>(String why) -> throw new IllegalStateException("no plan: " + why);
        };
    }
}
