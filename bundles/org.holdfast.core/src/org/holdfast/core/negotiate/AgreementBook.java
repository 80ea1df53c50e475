// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdfast.core.Peer;
import org.holdfast.core.agreement.AgreementEvent;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Change;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.agreement.RenewalRule;
import org.holdfast.core.agreement.TermsRule;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.Signatures;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/**
 * The agreements of this node, with the rule that there is at most one with each partner, however negotiations cross.
 * Thread-safe: all that decides runs under one lock, and every method is durable when it returns.
 *
 * <p>A claim is a row in phase PROPOSED whose responder's signature is all zero; {@link NextClaims} keeps those of next
 * versions, beside the present one, which is in force until both signatures of the next are durable.
 */
public final class AgreementBook {
    private static final Bytes UNSIGNED = Bytes.of(new byte[Signatures.BYTES]);
    private static final Comparator<AgreementRow> NEWEST =
            Comparator.comparing(row -> row.agreement().terms().start(), Comparator.reverseOrder());

    private final OwnerId self;
    private final ConfederationId confederation;
    private final boolean managed;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Room room;
    private final NextClaims next;
    private final AgreementProofs proofs;
    private final AgreementTimers timers;
    private final Breaches breaches;
    private final ReadWaits waits;
    private final Object lock = new Object();

    /** What partners' blocks take here, those on their way included. */
    @FunctionalInterface
    public interface Room {
        /** Runs a change of an agreement while no room is given away under it, with the bytes that are taken. */
        void settle(AgreementId agreement, Consumer<ByteCount> change);
    }

    /** A book of a node that receives nothing while it negotiates. @param managed whether there is a roster */
    public AgreementBook(
            OwnerId self, ConfederationId confederation, boolean managed, Ledger ledger, InstantSource clock) {
        this(
                self,
                confederation,
                managed,
                ledger,
                clock,
                (id, change) -> change.accept(ledger.holdings().bytes(id)));
    }

    /** @param managed whether the confederation has a roster */
    public AgreementBook(
            OwnerId self,
            ConfederationId confederation,
            boolean managed,
            Ledger ledger,
            InstantSource clock,
            Room room) {
        this.self = self;
        this.confederation = confederation;
        this.managed = managed;
        this.ledger = ledger;
        this.clock = clock;
        this.room = room;
        this.next = new NextClaims(ledger.settings());
        this.proofs = new AgreementProofs(ledger.settings());
        this.timers = new AgreementTimers(ledger);
        this.breaches = new Breaches(ledger);
        this.waits = new ReadWaits(ledger);
    }

    /**
     * Proposer, before PROPOSE: from now on no other agreement with this responder is made here.
     *
     * @throws HoldfastException CONFLICT if there is one, or another claim; NO_AGREEMENT if the terms cannot be signed
     */
    public void claim(AgreementTerms terms, Bytes signature) {
        check(terms);
        synchronized (lock) {
            Optional<AgreementRow> known = signed(terms.id());
            if (known.isPresent()) {
                claimNext(known.get(), new Agreement(terms, signature, UNSIGNED));
                return;
            }
            Optional<AgreementRow> other =
                    open(terms.responder()).filter(row -> !row.agreement().id().equals(terms.id()));
            if (other.isPresent()) {
                throw conflict(other.get());
            }
            checkEnd(terms);
            save(new Agreement(terms, signature, UNSIGNED), AgreementPhase.PROPOSED);
        }
    }

    private void claimNext(AgreementRow known, Agreement claim) {
        Optional<AgreementTerms> other = next.of(known).filter(terms -> !terms.equals(claim.terms()));
        if (other.isPresent()) {
            throw conflict(known);
        }
        renewing(known, claim.terms(), () -> next.put(claim));
    }

    /** Runs {@code change} if these terms can follow those of the row, while nothing is stored under them. */
    private void renewing(AgreementRow known, AgreementTerms terms, Runnable change) {
        var renewed = new AgreementEvent.Renewed(clock.instant());
        Change allowed = AgreementLife.next(
                known.phase(), known.since(), known.agreement().terms(), renewed);
        if (allowed instanceof Change.Refused(String reason)) {
            throw unsignable(terms, reason);
        }
        room.settle(terms.id(), taken -> {
            RenewalRule.fault(known.agreement().terms(), terms, holder -> used(holder, taken), clock.instant())
                    .ifPresent(fault -> {
                        throw unsignable(terms, fault);
                    });
            change.run();
        });
    }

    private ByteCount used(OwnerId holder, ByteCount takenHere) {
        return holder.equals(self) ? takenHere : ledger.segments().bytesAt(holder);
    }

    /**
     * Responder, before ACCEPT. Where both sides propose at once, the proposal of the lower owner id goes first.
     *
     * @throws HoldfastException CONFLICT if there is another agreement, BUSY if this node's own proposal goes first,
     *     NO_AGREEMENT if the terms cannot be signed
     */
    public void accept(SignedAgreement signed) {
        AgreementTerms terms = signed.agreement().terms();
        check(terms);
        synchronized (lock) {
            Optional<AgreementRow> known = signed(terms.id());
            if (known.filter(row -> isOpenWith(row, terms)).isPresent()) {
                return; // kept by a conversation that the proposer gave up
            }
            if (known.isPresent()) {
                giveWayNext(known.get(), terms);
                renewing(known.get(), terms, () -> keepNext(known.get(), signed));
                return;
            }
            TermsRule.skew(terms, clock.instant()).ifPresent(fault -> {
                throw unsignable(terms, fault);
            });
            checkEnd(terms);
            Optional<AgreementRow> other =
                    open(terms.proposer()).filter(row -> !row.agreement().id().equals(terms.id()));
            if (other.isPresent()) {
                giveWay(other.get(), terms.proposer());
            }
            keep(signed);
        }
    }

    private static boolean isOpenWith(AgreementRow row, AgreementTerms terms) {
        return row.phase() != AgreementPhase.CLOSED && row.agreement().terms().equals(terms);
    }

    /**
     * Where both propose a next version at once, that of the lower owner id goes first, as with first ones. The own claim
     * goes when the other's version is kept, not before: it holds the quota down.
     */
    private void giveWayNext(AgreementRow known, AgreementTerms theirs) {
        boolean own = next.of(known).filter(claim -> !claim.equals(theirs)).isPresent();
        if (own && self.compareTo(theirs.proposer()) < 0) {
            throw busy(theirs.proposer());
        }
    }

    private void giveWay(AgreementRow other, OwnerId peer) {
        if (other.phase() != AgreementPhase.PROPOSED) {
            throw conflict(other);
        }
        if (self.compareTo(peer) < 0) {
            throw busy(peer);
        }
        close(other);
    }

    private static HoldfastException busy(OwnerId peer) {
        return new HoldfastException(ErrorCode.BUSY, peer.brief(), "my own proposal to you goes first", true, null);
    }

    /** Proposer, after ACCEPT. Both have signed, so it counts; again it does nothing. */
    public void confirm(SignedAgreement signed) {
        synchronized (lock) {
            take(signed);
        }
    }

    /** Takes what both have signed, unless it or a later version is here. */
    private boolean take(SignedAgreement signed) {
        AgreementTerms terms = signed.agreement().terms();
        Optional<AgreementRow> known = signed(terms.id());
        if (known.isEmpty()) {
            keep(signed);
            return true;
        }
        boolean later = terms.version() > known.get().agreement().terms().version();
        if (later) {
            keepNext(known.get(), signed);
        }
        return later;
    }

    /** Proposer: the claim is declined or taken back. What both have signed stays. */
    public void drop(AgreementId id) {
        synchronized (lock) {
            next.remove(id);
            ledger.agreements().find(id).filter(row -> !both(row)).ifPresent(this::close);
        }
    }

    /**
     * What this node keeps for its partner under an agreement: of the version in force, or less where it has offered a
     * next one with less. Nothing where there is no such agreement.
     */
    public ByteCount quota(AgreementId id) {
        Optional<AgreementRow> row = signed(id);
        Optional<ByteCount> now = row.map(each -> each.agreement().terms().reservedBy(self));
        Optional<ByteCount> offered = row.flatMap(next::of).map(terms -> terms.reservedBy(self));
        return Stream.of(now, offered)
                .flatMap(Optional::stream)
                .min(ByteCount::compareTo)
                .orElse(ByteCount.ZERO);
    }

    /**
     * Lets time pass: phases whose time is over end.
     *
     * @param watched how much time this node has seen go by on a stop-watch since it called last; what went by while it
     *     was not running does not count, so that neither a restart nor a clock that jumps ends anything early
     * @return the agreements that moved, as they stand now
     */
    public List<AgreementRow> elapse(Duration watched) {
        synchronized (lock) {
            return timers.elapse(watched, clock.instant());
        }
    }

    /**
     * This node, or the other side, leaves: notice is given, or was received.
     *
     * @return whether it is the first time
     */
    public boolean notice(AgreementId id) {
        return happened(id, new AgreementEvent.Noticed(clock.instant()));
    }

    private boolean happened(AgreementId id, AgreementEvent event) {
        synchronized (lock) {
            return signed(id)
                    .map(row -> timers.happened(row, event).phase() != row.phase())
                    .orElse(false);
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
        if (isKnown(terms)) {
            return false; // the usual case, and checking signatures is dear
        }
        if (!terms.isBetween(self, peer)
                || !AgreementCodec.verify(shown.agreement(), List.of(shown.proposer(), shown.responder()))) {
            throw new HoldfastException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    terms.id().toString(),
                    "what " + peer.brief() + " shows is no agreement that both of us signed");
        }
        check(terms);
        synchronized (lock) {
            return take(shown);
        }
    }

    /**
     * The same for one that the peer says has ended there, which is as good as its notice.
     *
     * @return whether it is new here, or that it ends
     */
    public boolean adoptEnded(OwnerId peer, SignedAgreement shown) {
        boolean fresh = adopt(peer, shown);
        AgreementId id = shown.agreement().id();
        return signed(id, peer).isPresent() && notice(id) || fresh;
    }

    /** What is closed here stays closed, and of two versions the later one counts. */
    private boolean isKnown(AgreementTerms terms) {
        return signed(terms.id())
                .filter(row -> row.phase() == AgreementPhase.CLOSED
                        || row.agreement().terms().version() >= terms.version())
                .isPresent();
    }

    /** The agreement with that id, if both have signed it, in any phase. */
    public Optional<AgreementRow> signed(AgreementId id) {
        return ledger.agreements().find(id).filter(AgreementBook::both);
    }

    /** The same, if this party has signed it. */
    public Optional<AgreementRow> signed(AgreementId id, OwnerId party) {
        return signed(id).filter(row -> isWith(row, party));
    }

    /** What the party that speaks may ask of this node now; nothing where the two have no such agreement. */
    public Permits granted(AgreementId id, Peer party) {
        int device = party.certificate().deviceEpoch();
        Permits granted = signed(id, party.id())
                .map(row -> waits.granted(row, party.id(), device, clock.instant()))
                .orElse(Permits.NOTHING);
        return breaches.by(id, party.id())
                .map(breach -> Permits.afterBreach(granted, breach.isServed()))
                .orElse(granted);
    }

    /**
     * One side broke it; what was agreed is over at once.
     *
     * @return whether it is the first time
     */
    public boolean broken(AgreementId id) {
        return happened(id, new AgreementEvent.Broken(clock.instant()));
    }

    /** Who reads nothing back yet. */
    public ReadWaits waits() {
        return waits;
    }

    /**
     * The agreement, or else the claim, that stands between this node and a peer. One that is closing does not: who left
     * and comes back agrees anew, while the old one ends.
     */
    public Optional<AgreementRow> open(OwnerId peer) {
        return rows(peer)
                .filter(row -> row.phase() != AgreementPhase.CLOSED && row.phase() != AgreementPhase.CLOSING)
                .findFirst();
    }

    /** Claims that nobody answered yet, to be resumed when their responders can be reached. */
    public List<AgreementTerms> claims() {
        return ledger.agreements().all().stream()
                .flatMap(row -> both(row) ? next.of(row).stream() : claim(row).stream())
                .toList();
    }

    private static Optional<AgreementTerms> claim(AgreementRow row) {
        return Optional.of(row)
                .filter(each -> each.phase() == AgreementPhase.PROPOSED)
                .map(each -> each.agreement().terms());
    }

    /** What AGREEMENT_GET of this peer is answered with: of what is over, that under which something is still held. */
    public AgreementAnswer between(OwnerId peer) {
        List<SignedAgreement> lasting =
                proofs(rows(peer).filter(row -> Permits.in(row.phase()).store()), Limits.AGREEMENTS);
        List<SignedAgreement> ended =
                proofs(rows(peer).filter(this::isEndedAndHeld).sorted(NEWEST), Limits.AGREEMENTS - lasting.size());
        return new AgreementAnswer(lasting, ended);
    }

    private boolean isEndedAndHeld(AgreementRow row) {
        boolean held = !ledger.holdings().bytes(row.agreement().id()).equals(ByteCount.ZERO);
        return row.phase() == AgreementPhase.CLOSING || row.phase() == AgreementPhase.CLOSED && held;
    }

    private List<SignedAgreement> proofs(Stream<AgreementRow> rows, int most) {
        return rows.filter(AgreementBook::both)
                .limit(most)
                .flatMap(row -> proofs.of(row.agreement()).stream())
                .toList();
    }

    /** The agreement with that id in any phase, with the certificates that both signatures are right under. */
    public Optional<SignedAgreement> proof(AgreementId id) {
        return signed(id).map(AgreementRow::agreement).flatMap(proofs::of);
    }

    /** The newest agreement with a peer that both have signed, though it may be over. */
    public Optional<AgreementRow> latest(OwnerId peer) {
        return rows(peer).filter(AgreementBook::both).min(NEWEST);
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

    /** The row last: until it is there, the version before counts, with its own certificates. */
    private void keepNext(AgreementRow known, SignedAgreement signed) {
        AgreementTerms terms = signed.agreement().terms();
        boolean same = known.agreement().terms().isBetween(terms.proposer(), terms.responder());
        if (known.phase() == AgreementPhase.CLOSED || !same) {
            throw conflict(known);
        }
        proofs.keep(signed);
        Agreement agreement = signed.agreement();
        ledger.agreements().save(new AgreementRow(agreement, known.phase(), known.since()));
        next.remove(agreement.id());
        proofs.forget(known.agreement().terms());
    }

    private void keep(SignedAgreement signed) {
        proofs.keep(signed);
        Agreement agreement = signed.agreement();
        var signedNow = new AgreementEvent.Signed(clock.instant());
        Change change = AgreementLife.next(AgreementPhase.PROPOSED, signedNow.at(), agreement.terms(), signedNow);
        if (change instanceof Change.Moved moved) {
            save(agreement, moved.to());
        }
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
            throw unsignable(terms, fault.get());
        }
    }

    private void checkEnd(AgreementTerms first) {
        TermsRule.ending(first, Instant.MIN, clock.instant()).ifPresent(fault -> {
            throw unsignable(first, fault);
        });
    }

    private static HoldfastException unsignable(AgreementTerms terms, String fault) {
        return new HoldfastException(ErrorCode.NO_AGREEMENT, terms.id().toString(), fault);
    }

    private static HoldfastException conflict(AgreementRow other) {
        return new HoldfastException(
                ErrorCode.CONFLICT,
                other.agreement().id().toString(),
                "there is an agreement between us already, or one is being made");
    }
}
