// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Situation;
import org.holdfast.spi.policy.Whereabouts;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Bandwidth;
import org.holdfast.wire.NegotiationMessage.Space;
import org.holdfast.wire.NegotiationMessage.TrackRecord;

/**
 * What this node wants and offers, and how it stands now. The settings are read anew each time.
 *
 * @param perPartner bytes wanted from each partner, and offered to it
 * @param total bytes that all partners together may use here
 */
public record Offer(
        OwnerId self,
        ConfederationId confederation,
        Domains domains,
        ByteCount perPartner,
        ByteCount total,
        Duration grace,
        Duration longestRetention,
        Ledger ledger) {
    /** The slowest link that is worth anything, in kbit/s. */
    private static final long LEAST_BANDWIDTH = 64;

    /** Agreements that both have signed and that are not over. */
    public List<AgreementTerms> agreed() {
        return ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.ACTIVE
                        || row.phase() == AgreementPhase.COMMITMENT
                        || row.phase() == AgreementPhase.CLOSING)
                .map(AgreementRow::agreement)
                .map(each -> each.terms())
                .toList();
    }

    /** Bytes that may still be promised. */
    public ByteCount unreserved() {
        long promised = agreed().stream()
                .mapToLong(terms -> terms.reservedBy(self).value())
                .sum();
        return total.minusOrZero(ByteCount.of(promised));
    }

    /** The four answers (R9). */
    Answer answer() {
        List<AgreementTerms> agreed = agreed();
        Instant since = agreed.stream()
                .map(AgreementTerms::start)
                .min(Instant::compareTo)
                .orElse(Instant.EPOCH);
        ByteCount offered = perPartner.compareTo(unreserved()) <= 0 ? perPartner : unreserved();
        return new Answer(
                schedule(),
                new Bandwidth(LEAST_BANDWIDTH, 0),
                new Space(offered, perPartner),
                new TrackRecord(agreed.size(), 0, since),
                domains);
    }

    /**
     * The partners of this moment with what is agreed about where and when they are.
     *
     * @param own where this node can be dialled
     * @param except who does not count as a partner
     */
    PartnerGroup group(CodeShape shape, List<NodeAddress> own, Set<OwnerId> except) {
        List<Whereabouts> partners = agreed().stream()
                .filter(terms -> !except.contains(terms.partnerOf(self)))
                .map(this::partner)
                .toList();
        return new PartnerGroup(new Whereabouts(domains, own, schedule()), partners, shape, perPartner);
    }

    private Whereabouts partner(AgreementTerms terms) {
        OwnerId partner = terms.partnerOf(self);
        List<NodeAddress> addresses =
                ledger.peers().find(partner).map(PeerRow::addresses).orElse(List.of());
        return new Whereabouts(terms.domainsOf(partner), addresses, terms.scheduleOf(partner));
    }

    /** The hours that this node promises to be on line. */
    static WeekSchedule schedule() {
        return WeekSchedule.always();
    }

    Situation situation() {
        List<Domains> partners = agreed().stream()
                .map(terms -> terms.domainsOf(terms.partnerOf(self)))
                .toList();
        return new Situation(self, domains, unreserved(), perPartner, partners);
    }

    /** Terms to propose to a candidate with these answers; empty if one side has no room. */
    Optional<AgreementTerms> propose(OwnerId candidate, Answer theirs, AgreementId id, Instant now) {
        ByteCount there = least(perPartner, theirs.space().offered());
        ByteCount here = least(theirs.space().wanted(), unreserved());
        if (there.equals(ByteCount.ZERO) || here.equals(ByteCount.ZERO)) {
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
                schedule(),
                theirs.schedule(),
                domains,
                theirs.domains(),
                grace,
                Duration.ZERO,
                longestRetention,
                now.truncatedTo(ChronoUnit.MILLIS),
                List.of(BlockHeader.VERSION)));
    }

    private static ByteCount least(ByteCount one, ByteCount other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
