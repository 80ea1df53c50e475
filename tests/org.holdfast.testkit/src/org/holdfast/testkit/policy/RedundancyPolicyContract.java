// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.holdfast.model.FormatId;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.DurabilityTarget;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.junit.jupiter.api.Test;

/** What every choice of codes promises: a code for every group, at a cost that is allowed, and what to expect of it. */
public abstract class RedundancyPolicyContract extends PureContract<RedundancyPolicy> {
    private static final double ROUNDING = 1e-9;
    private static final List<DurabilityTarget> TARGETS = List.of(
            new DurabilityTarget(1e-11, 2, 2),
            new DurabilityTarget(1e-6, 1.5, 0),
            new DurabilityTarget(1e-3, 3, 1),
            new DurabilityTarget(1, 64, 0));

    /** A policy to try; equally configured each time. */
    protected abstract RedundancyPolicy policy();

    /** The families of which it names one. */
    protected abstract List<FormatId> codes();

    @Test
    void itNamesACodeThatIsThere() {
        forEach((plan, target) -> assertTrue(codes().contains(plan.code()), plan::toString));
    }

    @Test
    void noMoreIsStoredThanIsAllowed() {
        forEach((plan, target) -> assertTrue(
                plan.shape().n() <= target.mostStoredFactor() * plan.shape().m() + ROUNDING,
                () -> plan + " for " + target));
    }

    @Test
    void whatToExpectIsANumberAndALine() {
        forEach((plan, target) -> {
            assertTrue(Double.isFinite(plan.lossPerYear()), plan::toString);
            assertOneLine(plan.limitedBy());
        });
    }

    /** Many partners, and a target that a code with a few parity shards meets, at any price. */
    @Test
    void aTargetThatCanBeMetIsMet() {
        DurabilityTarget easy = new DurabilityTarget(1e-2, 64, 0);
        CodePlan plan = policy().plan(Groups.many(), easy);
        assertTrue(plan.lossPerYear() <= easy.lossPerYear(), plan::toString);
        assertTrue(plan.shape().n() <= Groups.many().partners().size(), plan::toString);
        assertEquals(0, plan.furtherPartners(), plan::toString);
    }

    @Override
    final RedundancyPolicy made() {
        return policy();
    }

    /** It is asked when partners or settings change, not for every segment. */
    @Override
    final int rounds() {
        return 1;
    }

    @Override
    final List<Function<RedundancyPolicy, Object>> questions() {
        return Groups.all().stream()
                .flatMap(group -> TARGETS.stream()
                        .<Function<RedundancyPolicy, Object>>map(target -> policy -> policy.plan(group, target)))
                .toList();
    }

    private void forEach(BiConsumer<CodePlan, DurabilityTarget> check) {
        for (PartnerGroup group : Groups.all()) {
            TARGETS.forEach(target -> check.accept(policy().plan(group, target), target));
        }
    }
}
