// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.Locale;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.spi.policy.Verdict;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Nobody who has reneged on more than a few others, by evidence that counts; of the rest those come first who have kept
 * their agreements. What a candidate says of its own past counts for nothing.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = TrackRecord.Config.class)
public final class TrackRecord implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Track record")
    public @interface Config {
        @AttributeDefinition(description = "Whether the track record matters when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;

        @AttributeDefinition(
                description = "Who has reneged on more others than this is rejected",
                min = "0",
                max = "1000")
        int reneged_most() default 2;
    }

    private static final int MOST = 1000;

    /** So that who is little trusted is the last choice, and still told apart from others of whom that is true. */
    private static final double DISTRUSTED = 0.1;

    private final Weight weight;
    private final int most;

    @Activate
    public TrackRecord(Config config) {
        this(new Weight(config.enabled(), config.weight()), config.reneged_most());
    }

    /** @param renegedMost distinct others, 0 to 1000 */
    public TrackRecord(Weight weight, int renegedMost) {
        this.weight = weight;
        this.most = Ranges.within("reneged.most", renegedMost, 0, MOST);
    }

    @Override
    public String id() {
        return "track-record";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.reputation()));
    }

    private Verdict verdict(Reputation its) {
        if (its.reneged() > most) {
            return new Verdict.Reject("it has reneged on " + its.reneged() + " others, and " + most + " are forgiven");
        }
        if (its.equals(Reputation.UNKNOWN)) {
            return new Verdict.Score(score(its), "nothing is known of how it treats partners");
        }
        String reason = String.format(
                Locale.ROOT, "it has reneged on %d others; its record is %.2f", its.reneged(), its.score());
        return new Verdict.Score(score(its), reason);
    }

    private static double score(Reputation its) {
        return DISTRUSTED + (1 - DISTRUSTED) * its.score();
    }
}
