// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.Situation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Accepts terms that this node has the space for and that are reciprocal within a tolerance. Otherwise it offers the
 * most that is both possible and balanced, or declines where that is too little to be worth an agreement. Judges
 * proposals and counter-proposals alike. Times and formats are not its business: what no terms may break is checked
 * elsewhere, whatever a policy says.
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
                description = "Agreements in which a side reserves less than this are declined",
                min = "1",
                max = "1048576")
        int smallest_agreement_mebibytes() default 16;
    }

    private static final int PERCENT = 100;
    private static final int LARGEST_MINIMUM = 1 << 20;
    private final int tolerance;
    private final ByteCount smallest;

    @Activate
    public StandardNegotiationPolicy(Config config) {
        this(config.reciprocity_tolerance_percent(), config.smallest_agreement_mebibytes());
    }

    StandardNegotiationPolicy(int tolerancePercent, int smallestMebibytes) {
        this.tolerance = Ranges.within("reciprocity.tolerance.percent", tolerancePercent, 0, PERCENT);
        this.smallest = ByteCount.mebibytes(
                Ranges.within("smallest.agreement.mebibytes", smallestMebibytes, 1, LARGEST_MINIMUM));
    }

    @Override
    public Reply consider(AgreementTerms proposal, Situation self) {
        OwnerId me = self.self();
        if (!me.equals(proposal.proposer()) && !me.equals(proposal.responder())) {
            return new Reply.Decline("this node is no party of these terms");
        }
        if (!proposal.domainsOf(me).equals(self.domains())) {
            return new Reply.Decline(
                    "the terms say of this node " + proposal.domainsOf(me) + ", and it is " + self.domains());
        }
        OwnerId other = proposal.partnerOf(me);
        if (proposal.domainsOf(other).host().equals(self.domains().host())) {
            return new Reply.Decline("both nodes run on the same machine");
        }
        return considerSpace(proposal, self, proposal.reservedBy(me), proposal.reservedBy(other));
    }

    private Reply considerSpace(AgreementTerms proposal, Situation self, ByteCount given, ByteCount received) {
        ByteCount possible = lesser(given, self.unreserved());
        ByteCount fair = lesser(possible, received);
        if (fair.compareTo(smallest) < 0) {
            return new Reply.Decline("an agreement over " + fair + " is too small: " + self.unreserved()
                    + " can still be promised here, " + received + " are offered, " + smallest + " are the least");
        }
        boolean enough = given.equals(possible);
        if (enough && isBalanced(given, received)) {
            return new Reply.Accept();
        }
        String reason = enough
                ? "the sides differ by more than " + tolerance + " percent"
                : "only " + self.unreserved() + " can still be promised here";
        return new Reply.Counter(reserving(proposal, fair), reason);
    }

    private boolean isBalanced(ByteCount one, ByteCount other) {
        double larger = Math.max(one.value(), other.value());
        double difference = Math.abs((double) one.value() - other.value());
        return difference * PERCENT <= larger * tolerance;
    }

    private static ByteCount lesser(ByteCount one, ByteCount other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The same terms with both sides reserving as much. */
    private static AgreementTerms reserving(AgreementTerms terms, ByteCount each) {
        return new AgreementTerms(
                terms.id(),
                terms.version(),
                terms.confederation(),
                terms.proposer(),
                terms.responder(),
                each,
                each,
                terms.proposerSchedule(),
                terms.responderSchedule(),
                terms.proposerDomains(),
                terms.responderDomains(),
                terms.grace(),
                terms.commitment(),
                terms.longestRetention(),
                terms.start(),
                terms.formats());
    }
}
