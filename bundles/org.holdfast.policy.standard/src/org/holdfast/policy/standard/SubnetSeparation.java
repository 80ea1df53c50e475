// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.Comparator;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.holdfast.spi.policy.Whereabouts;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Prefers subnets where few partners stand: what shares a switch, a router or an uplink is cut off together. The own
 * subnet counts as one that has a partner more. A candidate in several subnets counts as in the fullest of them; one
 * whose subnet is not known is judged as if it stood alone.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = SubnetSeparation.Config.class)
public final class SubnetSeparation implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Separate subnets")
    public @interface Config {
        @AttributeDefinition(description = "Whether subnets matter at all when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "Whether a candidate is rejected when its subnet already has as many partners as may be"
                        + " lost at once, instead of only being the last choice")
        boolean required() default false;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;

        @AttributeDefinition(
                description = "How many leading bits of an IPv4 address name a subnet",
                min = "8",
                max = "32")
        int ipv4_prefix() default 24;

        @AttributeDefinition(
                description = "How many leading bits of an IPv6 address name a subnet",
                min = "16",
                max = "128")
        int ipv6_prefix() default 64;
    }

    private final Weight weight;
    private final boolean required;
    private final Subnets subnets;

    @Activate
    public SubnetSeparation(Config config) {
        this(
                new Weight(config.enabled(), config.weight()),
                config.required(),
                config.ipv4_prefix(),
                config.ipv6_prefix());
    }

    public SubnetSeparation(Weight weight, boolean required, int ipv4Prefix, int ipv6Prefix) {
        this.weight = weight;
        this.required = required;
        this.subnets = new Subnets(ipv4Prefix, ipv6Prefix);
    }

    @Override
    public String id() {
        return "subnet-separation";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate, current));
    }

    private Verdict verdict(Candidate candidate, PartnerGroup current) {
        return subnets.of(candidate.addresses()).stream()
                .map(subnet -> crowd(subnet, current))
                .max(Comparator.comparingLong(Crowd::partners).thenComparing(Crowd::own))
                .map(crowd -> crowd.verdict(current, required))
                .orElseGet(() -> new Verdict.Score(1, "its subnet is not known"));
    }

    private Crowd crowd(String subnet, PartnerGroup current) {
        long there =
                current.partners().stream().filter(each -> stands(each, subnet)).count();
        return new Crowd("subnet " + subnet, there, stands(current.self(), subnet));
    }

    private boolean stands(Whereabouts node, String subnet) {
        return subnets.of(node.addresses()).contains(subnet);
    }
}
