// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.agreement.AgreementEvent;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Change;
import org.holdfast.core.agreement.TermsRule;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/**
 * The agreements of this node, with the rule that there is at most one with each partner, however negotiations cross.
 * Thread-safe: all that decides runs under one lock, and every method is durable when it returns.
 *
 * <p>A claim is a row in phase PROPOSED whose responder's signature is all zero. The certificates that an agreement was
 * signed under are kept beside it, so that it proves itself for ever.
 */
public final class AgreementBook {
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);

    private final OwnerId self;
    private final ConfederationId confederation;
    private final boolean managed;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Object lock = new Object();

    /** @param managed whether the confederation has a roster */
    public AgreementBook(
            OwnerId self, ConfederationId confederation, boolean managed, Ledger ledger, InstantSource clock) {
        this.self = self;
        this.confederation = confederation;
        this.managed = managed;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Proposer, before PROPOSE: from now on no other agreement with this responder is made here.
     *
     * @throws HoldfastException CONFLICT if there is one, or another claim; NO_AGREEMENT if the terms cannot be signed
     */
    public void claim(AgreementTerms terms, Bytes signature) {
        check(terms);
        synchronized (lock) {
            Optional<AgreementRow> other =
                    open(terms.responder()).filter(row -> !row.agreement().id().equals(terms.id()));
            if (other.isPresent()) {
                throw conflict(other.get());
            }
            ledger.agreements().find(terms.id()).filter(AgreementBook::both).ifPresent(row -> {
                throw conflict(row);
            });
            save(new Agreement(terms, signature, UNSIGNED), AgreementPhase.PROPOSED);
        }
    }

    /**
     * Responder, before ACCEPT. Where both sides propose at once, the proposal of the lower owner id goes first.
     *
     * @throws HoldfastException CONFLICT if there is another agreement, BUSY if this node's own proposal goes first,
     *     NO_AGREEMENT if the terms cannot be signed
     */
    public void accept(SignedAgreement signed) {
        check(signed.agreement().terms());
        synchronized (lock) {
            AgreementTerms terms = signed.agreement().terms();
            Optional<AgreementRow> other =
                    open(terms.proposer()).filter(row -> !row.agreement().id().equals(terms.id()));
            if (other.isPresent()) {
                giveWay(other.get(), terms.proposer());
            }
            keep(signed);
        }
    }

    private void giveWay(AgreementRow other, OwnerId peer) {
        if (other.phase() != AgreementPhase.PROPOSED) {
            throw conflict(other);
        }
        if (self.compareTo(peer) < 0) {
            throw new HoldfastException(ErrorCode.BUSY, peer.brief(), "my own proposal to you goes first", true, null);
        }
        close(other);
    }

    /** Proposer, after ACCEPT. */
    public void confirm(SignedAgreement signed) {
        synchronized (lock) {
            keep(signed);
        }
    }

    /** Proposer: the claim is declined or taken back. What both have signed stays. */
    public void drop(AgreementId id) {
        synchronized (lock) {
            ledger.agreements().find(id).filter(row -> !both(row)).ifPresent(this::close);
        }
    }

    /**
     * Takes over what a peer shows: an agreement of the two that carries both signatures counts, even if this node has
     * lost it or never got the answer. One that this node has closed stays closed.
     *
     * @return whether it is new here
     * @throws HoldfastException AUTHENTICATION_FAILED if it is not between the two, or not signed by both; NO_AGREEMENT
     *     if such terms must not be believed
     */
    public boolean adopt(OwnerId peer, SignedAgreement shown) {
        AgreementTerms terms = shown.agreement().terms();
        if (signed(terms.id()).isPresent()) {
            return false; // the usual case, and checking signatures is dear
        }
        boolean ours = terms.proposer().equals(self) && terms.responder().equals(peer)
                || terms.proposer().equals(peer) && terms.responder().equals(self);
        if (!ours || !AgreementCodec.verify(shown.agreement(), List.of(shown.proposer(), shown.responder()))) {
            throw new HoldfastException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    terms.id().toString(),
                    "what " + peer.brief() + " shows is no agreement that both of us signed");
        }
        check(terms);
        synchronized (lock) {
            if (signed(terms.id()).isPresent()) {
                return false;
            }
            keep(shown);
            return true;
        }
    }

    /** The agreement with that id, if both have signed it, in any phase. */
    public Optional<AgreementRow> signed(AgreementId id) {
        return ledger.agreements().find(id).filter(AgreementBook::both);
    }

    /** The same, if this party has signed it. */
    public Optional<AgreementRow> signed(AgreementId id, OwnerId party) {
        return signed(id).filter(row -> isWith(row, party));
    }

    /** The agreement, or else the claim, that stands between this node and a peer. */
    public Optional<AgreementRow> open(OwnerId peer) {
        return rows(peer).filter(row -> row.phase() != AgreementPhase.CLOSED).findFirst();
    }

    /** Claims that nobody answered yet, to be resumed when their responders can be reached. */
    public List<AgreementTerms> claims() {
        return ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.PROPOSED && !both(row))
                .map(row -> row.agreement().terms())
                .toList();
    }

    /** What AGREEMENT_GET of this peer is answered with. */
    public List<SignedAgreement> between(OwnerId peer) {
        return rows(peer)
                .filter(row -> both(row) && row.phase() != AgreementPhase.CLOSED)
                .limit(Limits.AGREEMENTS)
                .map(AgreementRow::agreement)
                .flatMap(agreement -> proof(agreement).stream())
                .toList();
    }

    /** The agreement with that id in any phase, with the certificates that both signatures are right under. */
    public Optional<SignedAgreement> proof(AgreementId id) {
        return signed(id).map(AgreementRow::agreement).flatMap(this::proof);
    }

    /** The newest agreement with a peer that both have signed, though it may be over. */
    public Optional<AgreementRow> latest(OwnerId peer) {
        return rows(peer)
                .filter(AgreementBook::both)
                .max(Comparator.comparing(row -> row.agreement().terms().start()));
    }

    private Stream<AgreementRow> rows(OwnerId peer) {
        return ledger.agreements().all().stream().filter(row -> isWith(row, peer));
    }

    private static boolean isWith(AgreementRow row, OwnerId party) {
        AgreementTerms terms = row.agreement().terms();
        return terms.proposer().equals(party) || terms.responder().equals(party);
    }

    private static boolean both(AgreementRow row) {
        return !row.agreement().responderSignature().equals(UNSIGNED);
    }

    private void keep(SignedAgreement signed) {
        byte[] certificates = new ByteWriter(2 * DeviceCert.BYTES)
                .bytes(signed.proposer().bytes())
                .bytes(signed.responder().bytes())
                .toArray();
        Agreement agreement = signed.agreement();
        ledger.settings().put(certificatesOf(agreement.id()), Bytes.of(certificates));
        var signedNow = new AgreementEvent.Signed(clock.instant());
        Change change = AgreementLife.next(AgreementPhase.PROPOSED, signedNow.at(), agreement.terms(), signedNow);
        if (change instanceof Change.Moved moved) {
            save(agreement, moved.to());
        }
    }

    private Optional<SignedAgreement> proof(Agreement agreement) {
        return ledger.settings()
                .get(certificatesOf(agreement.id()))
                .map(Bytes::toArray)
                .map(both -> {
                    DeviceCert proposer = DeviceCert.read(Arrays.copyOf(both, DeviceCert.BYTES));
                    DeviceCert responder =
                            DeviceCert.read(Arrays.copyOfRange(both, DeviceCert.BYTES, 2 * DeviceCert.BYTES));
                    return new SignedAgreement(agreement, proposer, responder);
                });
    }

    private static String certificatesOf(AgreementId id) {
        return "agreement." + id + ".certificates";
    }

    private void close(AgreementRow claim) {
        save(claim.agreement(), AgreementPhase.CLOSED);
    }

    private void save(Agreement agreement, AgreementPhase phase) {
        ledger.agreements().save(new AgreementRow(agreement, phase, clock.instant()));
    }

    private void check(AgreementTerms terms) {
        Optional<String> fault = terms.confederation().equals(confederation)
                ? TermsRule.fault(terms, managed)
                : Optional.of("these terms are for another confederation");
        if (fault.isPresent()) {
            throw new HoldfastException(ErrorCode.NO_AGREEMENT, terms.id().toString(), fault.get());
        }
    }

    private static HoldfastException conflict(AgreementRow other) {
        return new HoldfastException(
                ErrorCode.CONFLICT,
                other.agreement().id().toString(),
                "there is an agreement between us already, or one is being made");
    }
}
