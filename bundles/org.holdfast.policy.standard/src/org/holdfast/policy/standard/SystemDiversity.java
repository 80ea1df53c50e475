// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.function.Predicate;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Prefers systems that are rare among the partners and unlike this node's own: one worm, or one bad update, takes what
 * is alike. A system is the family of operating systems and the machine type together. Whoever brings a new one is
 * preferred to all who do not, so that the chosen set has as many different ones as the candidates offer; among equals
 * the rarer family comes first. This node's own system counts for half a partner. Rejects nobody.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = SystemDiversity.Config.class)
public final class SystemDiversity implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Different systems")
    public @interface Config {
        @AttributeDefinition(
                description = "Whether operating systems and machine types matter when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;
    }

    private static final double OWN = 0.5;

    /** A family that everybody has still leaves so much: more than half, which is what a system that is there gets. */
    private static final double COMMON_FAMILY = 0.75;

    private final Weight weight;

    @Activate
    public SystemDiversity(Config config) {
        this(new Weight(config.enabled(), config.weight()));
    }

    public SystemDiversity(Weight weight) {
        this.weight = weight;
    }

    @Override
    public String id() {
        return "system-diversity";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.domains(), current));
    }

    private static Verdict verdict(Domains its, PartnerGroup current) {
        Predicate<Domains> family = other -> other.osFamily().equals(its.osFamily());
        Predicate<Domains> system = family.and(other -> other.arch().equals(its.arch()));
        double alike = count(system, current);
        double related = count(family, current);
        double score = (COMMON_FAMILY + (1 - COMMON_FAMILY) / (1 + related)) / (1 + alike);
        String own = system.test(current.self().domains()) ? ", and this node is one" : "";
        String reason = its.osFamily() + " on " + its.arch() + ": " + (long) alike + " partners are alike" + own;
        return new Verdict.Score(score, reason);
    }

    private static double count(Predicate<Domains> which, PartnerGroup current) {
        long partners = current.partners().stream()
                .filter(each -> which.test(each.domains()))
                .count();
        return partners + (which.test(current.self().domains()) ? OWN : 0);
    }
}
