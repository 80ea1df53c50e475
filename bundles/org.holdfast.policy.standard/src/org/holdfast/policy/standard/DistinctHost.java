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
 * Nobody on the machine that is backed up, and no two partners on one machine: they would be lost together. Whatever is
 * set here, placement never puts two shards of a codeword on one machine, so that a second partner there is worth
 * nothing but its space.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = DistinctHost.Config.class)
public final class DistinctHost implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Distinct hosts")
    public @interface Config {
        @AttributeDefinition(
                description = "Whether a second partner on one machine is rejected, and any on this node's own")
        boolean enabled() default true;
    }

    private final Weight weight;

    @Activate
    public DistinctHost(Config config) {
        this(new Weight(config.enabled(), 1));
    }

    public DistinctHost(Weight weight) {
        this.weight = weight;
    }

    @Override
    public String id() {
        return "distinct-host";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.domains().host(), current));
    }

    private static Verdict verdict(String host, PartnerGroup current) {
        if (host.equals(current.self().domains().host())) {
            return new Verdict.Reject("it runs on the same machine as this node (" + host + ")");
        }
        if (current.partners().stream().anyMatch(each -> each.domains().host().equals(host))) {
            return new Verdict.Reject("there is a partner on its machine already (" + host + ")");
        }
        return new Verdict.Score(1, "a machine of its own");
    }
}
