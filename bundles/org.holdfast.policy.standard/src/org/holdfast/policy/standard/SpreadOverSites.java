// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

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
 * Prefers sites where few partners stand; the own site counts as one that has a partner more. Rejects nobody, unless it
 * is told to: a group in one building is worth more than none, and placement says what limits it.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = SpreadOverSites.Config.class)
public final class SpreadOverSites implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Spread over sites")
    public @interface Config {
        @AttributeDefinition(description = "Whether sites matter at all when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "Whether a candidate is rejected when its site already has as many partners as may be"
                        + " lost at once, instead of only being the last choice")
        boolean required() default false;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;
    }

    private final Weight weight;
    private final boolean required;

    @Activate
    public SpreadOverSites(Config config) {
        this(new Weight(config.enabled(), config.weight()), config.required());
    }

    public SpreadOverSites(Weight weight, boolean required) {
        this.weight = weight;
        this.required = required;
    }

    @Override
    public String id() {
        return "spread-over-sites";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.domains().site(), current));
    }

    private Verdict verdict(String site, PartnerGroup current) {
        long there = current.partners().stream()
                .filter(each -> each.domains().site().equals(site))
                .count();
        boolean own = site.equals(current.self().domains().site());
        return new Crowd("site '" + site + "'", there, own).verdict(current, required);
    }
}
