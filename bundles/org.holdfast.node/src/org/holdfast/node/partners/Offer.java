// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.spi.policy.Wishes;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Bandwidth;
import org.holdfast.wire.NegotiationMessage.Space;
import org.holdfast.wire.NegotiationMessage.TrackRecord;

/**
 * What this node wants and offers, and how it stands now. The settings are read anew each time.
 *
 * @param perPartner bytes wanted from each partner
 * @param offeredEach bytes offered to each partner
 * @param total bytes that all partners together may use here
 * @param commitment how long no restore is asked or honoured at first; zero in a managed confederation
 * @param longestRetention how long this node wants to lock its own blocks
 * @param wishes what it wants of every agreement beside
 */
public record Offer(
        OwnerId self,
        ConfederationId confederation,
        Domains domains,
        ByteCount perPartner,
        ByteCount offeredEach,
        ByteCount total,
        Duration grace,
        Duration commitment,
        Duration longestRetention,
        Wishes wishes,
        Ledger ledger) {

    /** Agreements that both have signed and that are not over. */
    public List<AgreementTerms> agreed() {
        return terms(phase -> Permits.in(phase).audit());
    }

    /** Those of them that nobody has given notice of, so that something new is stored under them. */
    public List<AgreementTerms> lasting() {
        return terms(phase -> Permits.in(phase).store());
    }

    private List<AgreementTerms> terms(Predicate<AgreementPhase> wanted) {
        return ledger.agreements().all().stream()
                .filter(row -> wanted.test(row.phase()))
                .map(AgreementRow::agreement)
                .map(each -> each.terms())
                .toList();
    }

    private Optional<AgreementTerms> with(OwnerId peer) {
        return lasting().stream()
                .filter(terms -> terms.partnerOf(self).equals(peer))
                .findFirst();
    }

    /** Bytes that may still be promised to somebody new. */
    public ByteCount unreserved() {
        return unreserved(Optional.empty());
    }

    /** The same, and what is promised to this partner already, which a next version may promise otherwise. */
    private ByteCount unreserved(Optional<OwnerId> renewing) {
        long promised = agreed().stream()
                .filter(terms -> !terms.partnerOf(self).equals(renewing.orElse(self)))
                .mapToLong(terms -> terms.reservedBy(self).value())
                .sum();
        return total.minusOrZero(ByteCount.of(promised + leftOver()));
    }

    /** What still lies here under agreements that are over: it is its owner's, so nobody else has the room. */
    private long leftOver() {
        return terms(phase -> phase == AgreementPhase.CLOSED).stream()
                .mapToLong(terms -> ledger.holdings().bytes(terms.id()).value())
                .sum();
    }

    /** The four answers (R9), for one who asks. */
    Answer answer(OwnerId asker) {
        List<AgreementTerms> agreed = agreed();
        Instant since = agreed.stream()
                .map(AgreementTerms::start)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        Allowances asked = wishes.allowances();
        return new Answer(
                wishes.schedule(),
                new Bandwidth(asked.leastKbit(), asked.averageKbit()),
                new Space(least(offeredEach, unreserved(Optional.of(asker))), perPartner),
                new TrackRecord(agreed.size(), 0, since),
                domains,
                wishes.formats());
    }

    /**
     * The partners of this moment with what is agreed about where and when they are.
     *
     * @param own where this node can be dialled
     * @param except who does not count as a partner
     */
    PartnerGroup group(CodeShape shape, List<NodeAddress> own, Set<OwnerId> except) {
        List<Whereabouts> partners = lasting().stream()
                .filter(terms -> !except.contains(terms.partnerOf(self)))
                .map(this::partner)
                .toList();
        return new PartnerGroup(new Whereabouts(domains, own, wishes.schedule()), partners, shape, perPartner);
    }

    private Whereabouts partner(AgreementTerms terms) {
        OwnerId partner = terms.partnerOf(self);
        List<NodeAddress> addresses =
                ledger.peers().find(partner).map(PeerRow::addresses).orElse(List.of());
        return new Whereabouts(terms.domainsOf(partner), addresses, terms.scheduleOf(partner));
    }

    /**
     * Who asks for another commitment period than this node does: with a longer one a partner promises nothing for longer,
     * with a shorter one it may hop on sooner; or who forgives silence for a shorter time. What it signed once it may renew,
     * and a next version keeps these times.
     */
    Optional<String> objection(AgreementTerms terms) {
        if (terms.version() > 1) {
            return Optional.empty();
        }
        if (!terms.commitment().equals(commitment)) {
            return Optional.of("a commitment period of " + terms.commitment() + " is not the " + commitment
                    + " that this node agrees to");
        }
        return terms.grace().compareTo(grace) >= 0
                ? Optional.empty()
                : Optional.of("a grace period of " + terms.grace() + " is shorter than the " + grace
                        + " for which this node wants silence to be forgiven");
    }

    /** @param bandwidth of the link to the peer, if it was measured */
    Situation situation(OwnerId peer, Optional<MeasuredBandwidth> bandwidth) {
        List<Domains> partners = lasting().stream()
                .map(terms -> terms.domainsOf(terms.partnerOf(self)))
                .toList();
        Optional<Situation.Present> present = with(peer)
                .map(terms -> new Situation.Present(
                        terms,
                        ledger.holdings().bytes(terms.id()),
                        ledger.segments().bytesAt(peer)));
        return new Situation(
                self, domains, unreserved(Optional.of(peer)), perPartner, partners, wishes, bandwidth, present);
    }

    /** Terms to propose to a candidate with these answers; empty if one side has no room, or nothing is read by both. */
    Optional<AgreementTerms> propose(OwnerId candidate, Answer theirs, AgreementId id, Instant now) {
        ByteCount there = least(perPartner, theirs.space().offered());
        ByteCount here = least(least(theirs.space().wanted(), offeredEach), unreserved(Optional.of(candidate)));
        List<Integer> formats =
                wishes.formats().stream().filter(theirs.formats()::contains).toList();
        if (there.equals(ByteCount.ZERO) || here.equals(ByteCount.ZERO) || formats.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AgreementTerms(
                id,
                1,
                confederation,
                self,
                candidate,
                here,
                there,
                wishes.schedule(),
                theirs.schedule(),
                domains,
                theirs.domains(),
                grace,
                commitment,
                least(longestRetention, wishes.longestRetention()),
                now.truncatedTo(ChronoUnit.MILLIS),
                formats,
                asked(theirs)));
    }

    /**
     * The next version of an agreement with what both want and offer now; empty if that would change nothing.
     *
     * @param carried what the link was found to carry, if no more is to be asked of it
     */
    Optional<AgreementTerms> renew(
            AgreementTerms present, Answer theirs, Instant now, Optional<MeasuredBandwidth> carried) {
        return propose(present.partnerOf(self), theirs, present.id(), now)
                .map(fresh -> renewed(present, fresh))
                .map(next -> carried.map(speed -> over(next, speed)).orElse(next))
                .filter(next -> !next.equals(present.nextBy(self)));
    }

    private static AgreementTerms over(AgreementTerms terms, MeasuredBandwidth speed) {
        Allowances asked = terms.allowances();
        return terms.allowing(asked.over(
                Math.min(asked.leastKbit(), speed.leastKbit()), Math.min(asked.averageKbit(), speed.averageKbit())));
    }

    /** Of the link each side gets what it asks. */
    private Allowances asked(Answer theirs) {
        Allowances own = wishes.allowances();
        return own.over(
                Math.max(own.leastKbit(), theirs.bandwidth().least()),
                Math.max(own.averageKbit(), theirs.bandwidth().average()));
    }

    /** What would be agreed now, as the next version of what is: no block has to go. */
    private AgreementTerms renewed(AgreementTerms present, AgreementTerms now) {
        OwnerId peer = now.responder();
        ByteCount here = most(now.reservedByProposer(), ledger.holdings().bytes(present.id()));
        ByteCount there = most(now.reservedByResponder(), ledger.segments().bytesAt(peer));
        return new AgreementTerms(
                present.id(),
                Math.addExact(present.version(), 1),
                present.confederation(),
                self,
                peer,
                here,
                there,
                now.proposerSchedule(),
                now.responderSchedule(),
                now.proposerDomains(),
                now.responderDomains(),
                present.grace(),
                present.commitment(),
                now.longestRetention(),
                present.start(),
                now.formats(),
                now.allowances());
    }

    private static <T extends Comparable<T>> T least(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static <T extends Comparable<T>> T most(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
