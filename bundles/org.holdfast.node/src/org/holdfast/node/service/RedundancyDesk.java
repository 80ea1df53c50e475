// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.holdfast.core.durability.CodePlanner;
import org.holdfast.core.select.Redundancy;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.policy.CodePlan;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.RedundancyPolicy;
import org.holdfast.spi.policy.Whereabouts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The code of new segments, how many partners are wanted for it, and what may be expected of it. A fixed code is only
 * assessed; with {@code auto} a {@link RedundancyPolicy} plans it, else the node's own planner. Thread-safe.
 */
final class RedundancyDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RedundancyDesk.class);
    private static final CodeShape ANY = new CodeShape(1, 1);

    /** So many are looked for with {@code auto} where fewer would meet the target: each of them makes storing cheaper. */
    private static final int WORTH_HAVING = 14;

    private final Supplier<NodeSettings> settings;
    private final Providers providers;
    private final Supplier<List<Whereabouts>> partners;
    private final AtomicReference<Optional<Planned>> last = new AtomicReference<>(Optional.empty());

    /** What a plan was made from. */
    private record Basis(NodeSettings settings, List<Whereabouts> partners, Optional<RedundancyPolicy> policy) {}

    private record Planned(Basis basis, CodePlan plan) {}

    /** @param partners those with an agreement */
    RedundancyDesk(Supplier<NodeSettings> settings, Providers providers, Supplier<List<Whereabouts>> partners) {
        this.settings = settings;
        this.providers = providers;
        this.partners = partners;
    }

    /** The plan for the partners at hand; its code may need more of them. */
    CodePlan plan() {
        return planned().plan();
    }

    private int doubtful(List<Whereabouts> sound) {
        return hosts(planned().basis().partners()) - hosts(sound);
    }

    /**
     * What may be expected while some partners are doubtful: as if each of them had a shard of every segment, and none of
     * these could be had.
     *
     * @param sound partners that are not doubtful; so many that m shards of each segment are left
     */
    CodePlan expected(List<Whereabouts> sound) {
        CodePlan plan = planned().plan();
        int doubtful = doubtful(sound);
        return doubtful == 0 ? plan : expected(sound, Math.max(0, plan.shape().k() - doubtful));
    }

    /** What may be expected of segments of which only so many shards beyond m are left. */
    CodePlan expected(List<Whereabouts> sound, int spares) {
        Planned now = planned();
        NodeSettings set = now.basis().settings();
        return new CodePlanner(Formats.RS_CAUCHY_V1, set.assumptions())
                .assess(group(set, sound), new CodeShape(now.plan().shape().m(), spares), set.durabilityTarget());
    }

    /** Planned anew only if something has changed: everybody who is heard of leads here. */
    private Planned planned() {
        Basis now = new Basis(settings.get(), List.copyOf(partners.get()), providers.redundancyPolicy());
        Optional<Planned> before = last.get().filter(each -> each.basis().equals(now));
        if (before.isPresent()) {
            return before.get();
        }
        Planned made = new Planned(now, plan(now));
        last.set(Optional.of(made));
        return made;
    }

    private CodePlan plan(Basis now) {
        NodeSettings set = now.settings();
        PartnerGroup group = group(set, now.partners());
        CodePlanner own = new CodePlanner(Formats.RS_CAUCHY_V1, set.assumptions());
        return switch (set.redundancy()) {
            case Redundancy.Fixed(CodeShape fixed) -> own.assess(group, fixed, set.durabilityTarget());
            case Redundancy.Auto() ->
                now.policy()
                        .flatMap(policy -> asked(policy, group, set))
                        .orElseGet(() -> own.plan(group, set.durabilityTarget()));
        };
    }

    private static PartnerGroup group(NodeSettings set, List<Whereabouts> partners) {
        return new PartnerGroup(
                Whereabouts.always(set.domains()),
                partners,
                ANY,
                ByteCount.mebibytes(set.number(Setting.PARTNER_MEBIBYTES)));
    }

    /** A foreign policy may fail, or choose what cannot be used; neither stops the node. */
    private Optional<CodePlan> asked(RedundancyPolicy policy, PartnerGroup group, NodeSettings set) {
        try {
            CodePlan plan = policy.plan(group, set.durabilityTarget());
            if (plan.shape().k() > 0
                    && providers
                            .codes()
                            .peek(plan.code().number())
                            .filter(code -> code.supports(plan.shape()))
                            .isPresent()) {
                return Optional.of(plan);
            }
            LOG.warn(
                    "{} chose {} of {}, which does not exist or spares nothing; the node chooses by itself",
                    policy,
                    plan.shape(),
                    plan.code());
        } catch (RuntimeException e) {
            LOG.warn("The redundancy policy {} failed; the node chooses the code by itself", policy, e);
        }
        return Optional.empty();
    }

    /**
     * The plan, if the partners at hand carry it.
     *
     * @throws HoldfastException NOT_ENOUGH_PARTNERS saying how many are missing
     */
    CodePlan carried() {
        Planned now = planned();
        Optional<String> shortage = shortage(now);
        if (shortage.isPresent()) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS,
                    "partners",
                    "There are " + shortage.get() + ". The node goes on looking by itself; 'holdfast invite',"
                            + " or 'holdfast pair' where there is no founder,"
                            + " lets more machines join, and 'holdfast config set redundancy'"
                            + " allows a smaller code.",
                    true,
                    null);
        }
        return now.plan();
    }

    /** What keeps a backup from beginning, with the number that is missing; the same words wherever it is asked. */
    Optional<String> shortage() {
        return shortage(planned());
    }

    private static Optional<String> shortage(Planned now) {
        int have = hosts(now.basis().partners());
        int need = now.plan().shape().n();
        return have >= need
                ? Optional.empty()
                : Optional.of("partners on " + have + " different machines and the code needs " + need + ": "
                        + (need - have) + " are missing");
    }

    /** Partners on different hosts that are looked for: what the code needs, or the target, and the spares. */
    int wanted() {
        Planned now = planned();
        NodeSettings set = now.basis().settings();
        int needed = now.plan().shape().n();
        int most = switch (set.redundancy()) {
            case Redundancy.Fixed fixed -> needed;
            case Redundancy.Auto auto -> Math.max(Math.max(needed, WORTH_HAVING), forTarget(now));
        };
        return most + set.number(Setting.SPARES);
    }

    private static int forTarget(Planned now) {
        int further = now.plan().furtherPartners();
        return further == 0 ? 0 : hosts(now.basis().partners()) + further;
    }

    private static int hosts(List<Whereabouts> partners) {
        return (int)
                partners.stream().map(each -> each.domains().host()).distinct().count();
    }
}
