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
    }

    private final boolean enabled;
    private final boolean required;

    @Activate
    public SpreadOverSites(Config config) {
        this(config.enabled(), config.required());
    }

    SpreadOverSites(boolean enabled, boolean required) {
        this.enabled = enabled;
        this.required = required;
    }

    @Override
    public String id() {
        return "spread-over-sites";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        if (!enabled) {
            return new Verdict.Score(1, "sites do not matter (switched off)");
        }
        String site = candidate.domains().site();
        long there = current.partners().stream()
                .filter(each -> each.domains().site().equals(site))
                .count();
        long most = Math.max(1, current.shape().k());
        if (required && there >= most) {
            return new Verdict.Reject(
                    "site '" + site + "' has " + there + " partners already, and " + most + " may be lost at once");
        }
        boolean own = site.equals(current.self().domains().site());
        String reason =
                "site '" + site + "'" + (own ? ", where this node stands, too," : "") + " has " + there + " partners";
        return new Verdict.Score(1.0 / (1 + there + (own ? 1 : 0)), reason);
    }
}
