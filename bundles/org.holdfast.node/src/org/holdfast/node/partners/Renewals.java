// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PeerLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has agreements negotiated anew when what this node wants or offers has changed since it last spoke about it, when the
 * link has carried less than was agreed for a day, or when the agreement ends soon. A partner that says no is asked
 * again only when something else has changed. The thread of the partner search only, so that nobody else takes up a claim
 * that is being negotiated.
 */
final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final Duration BEFORE_EXPIRY = Duration.ofDays(10);

    private final OwnerId self;
    private final Network network;
    private final Negotiations negotiations;
    private final AgreementBook book;
    private final Bandwidths bandwidths;
    private final Ledger ledger;
    private final NodeClock clock;

    Renewals(PartnerSearch.Parts parts, Bandwidths bandwidths) {
        this.self = parts.self();
        this.network = parts.network();
        this.negotiations = parts.negotiations();
        this.book = parts.book();
        this.bandwidths = bandwidths;
        this.ledger = parts.ledger();
        this.clock = parts.clock();
    }

    /** Looks at every agreement once. */
    void round(Supplier<Offer> offer) {
        for (AgreementRow row : ledger.agreements().all()) {
            // read again: speaking with the ones before may have taken a while
            book.signed(row.agreement().id())
                    .filter(Renewals::isOpen)
                    .ifPresent(now -> attempt(now.agreement().terms(), offer.get()));
        }
    }

    private static boolean isOpen(AgreementRow row) {
        return row.phase() == AgreementPhase.ACTIVE || row.phase() == AgreementPhase.COMMITMENT;
    }

    /** A partner that goes away in the middle of it keeps nobody from speaking with the others. */
    private void attempt(AgreementTerms present, Offer offer) {
        try {
            look(present, offer);
        } catch (HoldfastException | IllegalArgumentException e) {
            LOG.info(
                    "Agreement {} could not be negotiated anew, and will be tried again: {}",
                    present.id(),
                    e.getMessage());
        }
    }

    private void look(AgreementTerms present, Offer offer) {
        OwnerId partner = present.partnerOf(self);
        Bytes wish = wish(offer);
        Optional<Bytes> before = ledger.settings().get(key(present.id()));
        if (before.isEmpty()) {
            ledger.settings().put(key(present.id()), wish);
        }
        boolean fallen = bandwidths.hasFallen(partner);
        boolean changed = before.isPresent() && !before.get().equals(wish);
        if (changed || fallen || endsSoon(present, offer)) {
            network.link(partner).ifPresent(link -> renew(link, present, fallen, wish));
        }
    }

    private boolean endsSoon(AgreementTerms present, Offer offer) {
        Instant soon = clock.instant().plus(BEFORE_EXPIRY);
        Instant least = clock.instant().plus(AgreementLife.NOTICE);
        Optional<Instant> end = present.allowances().expiry();
        Optional<Instant> wanted = offer.wishes().allowances().expiry();
        return end.filter(each ->
                        each.isBefore(soon) && (wanted.isEmpty() || wanted.get().isAfter(least)))
                .isPresent();
    }

    private void renew(PeerLink link, AgreementTerms present, boolean fallen, Bytes wish) {
        OwnerId partner = link.peer().id();
        switch (negotiations.renew(link, present, fallen)) {
            case Proposer.Outcome.Agreed agreed -> {
                settled(present.id(), partner, wish);
                AgreementTerms terms = agreed.agreement().terms();
                note("AGREEMENT_RENEWED", partner, "as proposer: " + terms.id() + ", version " + terms.version());
            }
            case Proposer.Outcome.Parted(ErrorCode code, String reason, boolean byPeer)
            when code != ErrorCode.BUSY && code != ErrorCode.CONFLICT -> {
                settled(present.id(), partner, wish);
                note("AGREEMENT_KEPT", partner, (byPeer ? "it does not renew: " : "not renewed: ") + reason);
            }
            case Proposer.Outcome.Parted other -> {
                LOG.debug("{} knows another version, or negotiates itself: {}", partner.brief(), other.reason());
                negotiations.compare(link);
            }
            case Proposer.Outcome.Silent silent -> LOG.debug("{} does not answer: {}", partner.brief(), silent.why());
            case Proposer.Outcome.Open open -> LOG.debug("{}: the answer was lost: {}", partner.brief(), open.why());
        }
    }

    private void settled(AgreementId id, OwnerId partner, Bytes wish) {
        ledger.settings().put(key(id), wish);
        bandwidths.settled(partner);
    }

    private void note(String type, OwnerId partner, String text) {
        LOG.info("Agreement with {}: {}", partner.brief(), text);
        ledger.events().append(clock.instant(), type, partner.brief(), text);
    }

    /** What this node would speak about, as far as its settings say: to be compared, never to be read. */
    private static Bytes wish(Offer offer) {
        String all = offer.perPartner().value() + "|" + offer.offeredEach().value() + "|" + offer.domains() + "|"
                + offer.wishes().schedule();
        return Bytes.of(all.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(AgreementId id) {
        return "agreement." + id + ".wish";
    }
}
