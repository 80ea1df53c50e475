// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.util.Optional;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.Situation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Accepts terms that say of this node what is so, over a link that is fast enough, in hours that both share, and with
 * space that this node has and that is balanced ({@link Reciprocity}). What can be put right it puts right in a
 * counter-offer ({@link OwnTerms}): all of it in one, so that two nodes of different mind are through after a few. What
 * cannot it declines, with the reason. Judges proposals and counter-proposals alike, first agreements and renewals. What
 * no terms may break is checked elsewhere, whatever a policy says.
 */
@Component(service = NegotiationPolicy.class)
@Designate(ocd = StandardNegotiationPolicy.Config.class)
public final class StandardNegotiationPolicy implements NegotiationPolicy {
    /** Configuration; keys are the method names with dots. */
    @ObjectClassDefinition(name = "Negotiation")
    public @interface Config {
        @AttributeDefinition(
                description = "By how many percent of the larger side the reserved bytes of both sides may differ",
                min = "0",
                max = "100")
        int reciprocity_tolerance_percent() default 25;

        @AttributeDefinition(
                description =
                        "How much the side that reserves more may reserve, in percent of the other; above 100 for "
                                + "partners that need more than they can offer",
                min = "100",
                max = "10000")
        int largest_ratio_percent() default 100;

        @AttributeDefinition(
                description = "Agreements in which a side reserves less than this are declined",
                min = "1",
                max = "1048576")
        int smallest_agreement_mebibytes() default 16;

        @AttributeDefinition(
                description = "In how many hours of a week both sides have to be on line",
                min = "1",
                max = "168")
        int least_common_hours() default 10;
    }

    private final Reciprocity reciprocity;
    private final int leastCommonHours;

    @Activate
    public StandardNegotiationPolicy(Config config) {
        this(
                new Reciprocity(
                        config.reciprocity_tolerance_percent(),
                        config.largest_ratio_percent(),
                        config.smallest_agreement_mebibytes()),
                config.least_common_hours());
    }

    StandardNegotiationPolicy(Reciprocity reciprocity, int leastCommonHours) {
        this.reciprocity = reciprocity;
        this.leastCommonHours = Ranges.within("least.common.hours", leastCommonHours, 1, 168);
    }

    @Override
    public Reply consider(AgreementTerms proposal, Situation self) {
        Optional<String> no =
                about(proposal, self).or(() -> hours(proposal, self)).or(() -> speed(proposal, self));
        if (no.isPresent()) {
            return new Reply.Decline(no.get());
        }
        OwnTerms right = OwnTerms.of(proposal, self);
        if (right.terms().formats().isEmpty()) {
            return new Reply.Decline("we can read no block format in common");
        }
        return reciprocity.consider(right, self);
    }

    private static Optional<String> about(AgreementTerms proposal, Situation self) {
        OwnerId me = self.self();
        if (!me.equals(proposal.proposer()) && !me.equals(proposal.responder())) {
            return Optional.of("this node is no party of these terms");
        }
        if (!proposal.domainsOf(me).equals(self.domains())) {
            return Optional.of(
                    "the terms say of this node " + proposal.domainsOf(me) + ", and it is " + self.domains());
        }
        return proposal.domainsOf(proposal.partnerOf(me))
                        .host()
                        .equals(self.domains().host())
                ? Optional.of("both nodes run on the same machine")
                : Optional.empty();
    }

    private Optional<String> hours(AgreementTerms proposal, Situation self) {
        int common = self.wishes()
                .schedule()
                .hoursInCommon(proposal.scheduleOf(proposal.partnerOf(self.self())), proposal.start());
        return common >= leastCommonHours
                ? Optional.empty()
                : Optional.of("we are both on line in " + common + " hours of a week, and " + leastCommonHours
                        + " are the least");
    }

    /** What the link gives is what was measured from here; of a renewal no more is asked than it says. */
    private static Optional<String> speed(AgreementTerms proposal, Situation self) {
        long least = self.wishes().allowances().leastKbit();
        long average = self.wishes().allowances().averageKbit();
        if (self.present().isPresent()) {
            average = Math.max(least, Math.min(average, proposal.allowances().averageKbit()));
        }
        if (average == 0) {
            return Optional.empty();
        }
        if (self.bandwidth().isEmpty()) {
            return Optional.of("the link between us could not be measured");
        }
        long slowest = self.bandwidth().get().leastKbit();
        long usual = self.bandwidth().get().averageKbit();
        return slowest >= least && usual >= average
                ? Optional.empty()
                : Optional.of("the link between us carries " + slowest + " kbit/s at least and " + usual
                        + " on average; " + least + " and " + average + " are asked");
    }
}
