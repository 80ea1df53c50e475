// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/**
 * The observations that this node keeps. Nothing gets in that is not signed by a device of a member, about a member, and
 * stands beside an agreement that both have signed. Thread-safe; what was taken is durable.
 */
public final class ObservationShelf {
    /** How many are kept; docs/track-record.md says why so many. */
    public static final Ledger.Bounds BOUNDS = new Ledger.Bounds(128, 128, Limits.REPORTERS, 8192);

    private final OwnerId self;
    private final Ledger ledger;
    private final Supplier<Optional<Roster>> roster;
    private final InstantSource clock;

    /** What became of an observation. */
    public enum Reception {
        KEPT,
        /** The agreement that it names is not known here. */
        NEEDS_PROOF,
        /** It is not newer than what is kept, has no place, or must not count. */
        REFUSED
    }

    public ObservationShelf(OwnerId self, Ledger ledger, Supplier<Optional<Roster>> roster, InstantSource clock) {
        this.self = self;
        this.ledger = ledger;
        this.roster = roster;
        this.clock = clock;
    }

    /** An observation that somebody handed on. What this node said itself it does not learn from others. */
    public Reception consider(Observation observation) {
        Instant now = clock.instant();
        Optional<Roster> members = roster.get();
        if (members.isEmpty()
                || observation.reporter().equals(self)
                || ObservationCheck.untimely(observation, now).isPresent()) {
            return Reception.REFUSED;
        }
        Optional<SignedAgreement> proof = proof(observation.statement().agreement());
        if (proof.isEmpty()) {
            return Reception.NEEDS_PROOF;
        }
        boolean good = ObservationCheck.fault(
                        observation, proof.get(), members.get(), certificates(observation.reporter()), now)
                .isEmpty();
        return good && keep(observation) ? Reception.KEPT : Reception.REFUSED;
    }

    private boolean keep(Observation observation) {
        return ledger.track().keep(ObservationRow.of(observation), BOUNDS);
    }

    private List<DeviceCert> certificates(OwnerId reporter) {
        return ledger.peers().find(reporter).stream()
                .map(PeerRow::certificate)
                .map(encoded -> DeviceCert.read(encoded.toArray()))
                .toList();
    }

    /** What this node says itself, beside the agreement that it names. */
    public void say(Observation own, SignedAgreement agreement) {
        ledger.track().saveProof(own.statement().agreement(), ProofCodec.encode(agreement));
        keep(own);
    }

    /** Learns an agreement, if both signatures on it are right. */
    public boolean learn(SignedAgreement shown) {
        if (!ObservationCheck.proves(shown)) {
            return false;
        }
        ledger.track().saveProof(AgreementCodec.hash(shown.agreement().terms()), ProofCodec.encode(shown));
        return true;
    }

    public Optional<SignedAgreement> proof(Digest agreement) {
        return ledger.track().proof(agreement).map(ProofCodec::decode);
    }

    /** Drops what is too old to count. */
    public void forget() {
        ledger.track().forget(OwnDay.of(clock.instant().minus(TrackRules.WINDOW)));
    }
}
