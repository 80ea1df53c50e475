// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Nobody whose link was measured to be too slow, at its slowest or on average: good in bursts is not good enough. The
 * faster on average the better. A link that was never measured counts as much as one of the usual speed.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = EnoughBandwidth.Config.class)
public final class EnoughBandwidth implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Enough bandwidth")
    public @interface Config {
        @AttributeDefinition(description = "Whether measured bandwidth matters when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;

        @AttributeDefinition(
                description = "Links that were slower than this at their slowest, in kbit/s, are rejected",
                min = "0",
                max = "100000000")
        int least_kbit() default 64;

        @AttributeDefinition(
                description = "Links that were slower than this on average, in kbit/s, are rejected",
                min = "0",
                max = "100000000")
        int average_kbit() default 256;

        @AttributeDefinition(
                description = "The average, in kbit/s, that an unmeasured link is taken to have when it is ranked",
                min = "1",
                max = "100000000")
        int usual_kbit() default 10_000;
    }

    private static final int MOST = 100_000_000;

    private final Weight weight;
    private final int least;
    private final int average;
    private final int usual;

    @Activate
    public EnoughBandwidth(Config config) {
        this(
                new Weight(config.enabled(), config.weight()),
                config.least_kbit(),
                config.average_kbit(),
                config.usual_kbit());
    }

    /** Speeds in kbit/s. */
    public EnoughBandwidth(Weight weight, int least, int average, int usual) {
        this.weight = weight;
        this.least = Ranges.within("least.kbit", least, 0, MOST);
        this.average = Ranges.within("average.kbit", average, 0, MOST);
        this.usual = Ranges.within("usual.kbit", usual, 1, MOST);
    }

    @Override
    public String id() {
        return "enough-bandwidth";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> candidate
                .bandwidth()
                .map(this::verdict)
                .orElseGet(() -> new Verdict.Score(score(usual), "the link to it was never measured")));
    }

    private Verdict verdict(MeasuredBandwidth link) {
        if (link.leastKbit() < least) {
            return new Verdict.Reject(
                    "its link falls to " + link.leastKbit() + " kbit/s, and " + least + " is the least");
        }
        if (link.averageKbit() < average) {
            return new Verdict.Reject(
                    "its link carries " + link.averageKbit() + " kbit/s on average, and " + average + " is the least");
        }
        return new Verdict.Score(
                score(link.averageKbit()),
                "its link carries " + link.averageKbit() + " kbit/s on average, " + link.leastKbit()
                        + " at its slowest");
    }

    /** A half at the usual speed, and nearer to 1 the faster. */
    private double score(long kbit) {
        return kbit / ((double) kbit + usual);
    }
}
