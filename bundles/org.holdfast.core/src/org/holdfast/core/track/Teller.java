// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.core.Peer;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.format.identity.Observation;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.ObservationMessage.Known;
import org.holdfast.wire.ObservationMessage.ObservationGet;
import org.holdfast.wire.ObservationMessage.Observations;
import org.holdfast.wire.ObservationMessage.ProofGet;
import org.holdfast.wire.ObservationMessage.Proofs;

/**
 * Hands on what this node keeps, to partners only and within the day's budget. Each answer stands for itself, so that
 * nothing is remembered between two questions. Thread-safe.
 */
public final class Teller {
    private final Ledger.Track track;
    private final ObservationShelf shelf;
    private final AgreementBook agreements;
    private final GossipBudget budget;
    private final InstantSource clock;

    public Teller(
            Ledger.Track track,
            ObservationShelf shelf,
            AgreementBook agreements,
            GossipBudget budget,
            InstantSource clock) {
        this.track = track;
        this.shelf = shelf;
        this.agreements = agreements;
        this.budget = budget;
        this.clock = clock;
    }

    /** OBSERVATIONS, or ERROR with NO_AGREEMENT or BUSY. */
    public Message answer(Peer peer, ObservationGet get) {
        boolean mayAsk = budget.left(peer.id(), clock.instant()) > 0;
        return refusal(peer, mayAsk).orElseGet(() -> {
            int most = Math.min(Limits.OBSERVATIONS, budget.left(peer.id(), clock.instant()));
            Observations answer = newer(get, most);
            long bytes =
                    2L + get.known().size() * 42L + 3L + answer.observations().size() * (long) Observation.BYTES;
            budget.spend(peer.id(), answer.observations().size(), bytes, clock.instant());
            return answer;
        });
    }

    /** PROOFS, or ERROR with NO_AGREEMENT or BUSY. */
    public Message answer(Peer peer, ProofGet get) {
        return refusal(peer, budget.hasBytes(peer.id(), clock.instant())).orElseGet(() -> {
            List<SignedAgreement> kept = get.hashes().stream()
                    .flatMap(hash -> shelf.proof(hash).stream())
                    .toList();
            long bytes = kept.stream()
                    .mapToLong(each -> ProofCodec.encode(each).length())
                    .sum();
            budget.spend(peer.id(), 0, bytes, clock.instant());
            return new Proofs(kept);
        });
    }

    private Optional<Message> refusal(Peer peer, boolean mayAsk) {
        boolean partner = agreements
                .open(peer.id())
                .filter(row -> Permits.in(row.phase()).audit())
                .isPresent();
        if (!partner) {
            return Optional.of(new Failure(ErrorCode.NO_AGREEMENT, "observations are for partners"));
        }
        return mayAsk ? Optional.empty() : Optional.of(new Failure(ErrorCode.BUSY, "that was enough for today"));
    }

    private Observations newer(ObservationGet get, int most) {
        Map<OwnerId, Known> theirs =
                get.known().stream().collect(Collectors.toMap(Known::reporter, Function.identity()));
        List<Observation> found = new ArrayList<>();
        for (Ledger.Reported mine : track.reporters()) {
            for (ObservationRow row : lacking(mine, Optional.ofNullable(theirs.get(mine.reporter())))) {
                if (found.size() == most) {
                    return new Observations(true, found);
                }
                found.add(row.read());
            }
        }
        return new Observations(false, found);
    }

    /** What is behind the asker's highest; all, if it has fewer up to there than this node: somebody withheld some. */
    private List<ObservationRow> lacking(Ledger.Reported mine, Optional<Known> theirs) {
        long after = theirs.map(Known::sequence).orElse(0L);
        List<ObservationRow> newer =
                mine.sequence() > after ? track.from(mine.reporter(), after, mine.count()) : List.of();
        boolean withheld = theirs.filter(known -> known.count() < mine.count() - newer.size())
                .isPresent();
        return withheld ? track.from(mine.reporter(), 0, mine.count()) : newer;
    }
}
