// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.Locale;
import org.holdfast.model.WeekSchedule;
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
 * Nobody who is never on line when this node is; the more of this node's hours a candidate shares the better. Counted
 * are promised hours, in the week of the year in which time zones leave the fewest.
 */
@Component(service = PartnerCriterion.class)
@Designate(ocd = ScheduleOverlap.Config.class)
public final class ScheduleOverlap implements PartnerCriterion {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Hours in common")
    public @interface Config {
        @AttributeDefinition(description = "Whether promised hours matter when partners are chosen")
        boolean enabled() default true;

        @AttributeDefinition(
                description = "The power that the score counts with; 0: it does not rank",
                min = "0",
                max = "10")
        double weight() default 1;

        @AttributeDefinition(
                description = "Candidates that share fewer hours a week with this node are rejected",
                min = "1",
                max = "168")
        int least_hours() default 1;
    }

    private final Weight weight;
    private final int least;

    @Activate
    public ScheduleOverlap(Config config) {
        this(new Weight(config.enabled(), config.weight()), config.least_hours());
    }

    /** @param leastHours in a week, 1 to 168 */
    public ScheduleOverlap(Weight weight, int leastHours) {
        this.weight = weight;
        this.least = Ranges.within("least.hours", leastHours, 1, WeekSchedule.HOURS);
    }

    @Override
    public String id() {
        return "schedule-overlap";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        return weight.on(() -> verdict(candidate.schedule(), current.self().schedule()));
    }

    private Verdict verdict(WeekSchedule its, WeekSchedule own) {
        double common = CommonHours.of(own, its);
        String reason = String.format(Locale.ROOT, "of %d hours a week it shares %.1f", own.promisedHours(), common);
        if (common < least) {
            return new Verdict.Reject(reason + ", and " + least + " is the least");
        }
        return new Verdict.Score(Math.min(1, common / own.promisedHours()), reason);
    }
}
