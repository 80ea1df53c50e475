// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.model.ByteCount;
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
 * Nobody who offers less than is wanted; the best is who could still give as much again. Switched off, who has less is
 * asked, too, and offers what it has when terms are negotiated.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = EnoughSpace.Config.class)
public final class EnoughSpace implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Enough space")
    public @interface Config {
        @AttributeDefinition(description = "Whether a candidate has to offer the space that is wanted")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;
    }

    private static final double JUST_ENOUGH = 0.5;
    private final Weight weight;

    @Activate
    public EnoughSpace(Config config) {
        this(new Weight(config.enabled(), config.weight()));
    }

    public EnoughSpace(Weight weight) {
        this.weight = weight;
    }

    @Override
    public String id() {
        return "enough-space";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.offered(), current.wanted()));
    }

    private static Verdict verdict(ByteCount offered, ByteCount wanted) {
        String reason = "it offers " + offered + ", " + wanted + " are wanted";
        if (offered.compareTo(wanted) < 0) {
            return new Verdict.Reject(reason);
        }
        double times = wanted.equals(ByteCount.ZERO) ? 2 : (double) offered.value() / wanted.value();
        return new Verdict.Score(Math.min(1, times * JUST_ENOUGH), reason);
    }
}
