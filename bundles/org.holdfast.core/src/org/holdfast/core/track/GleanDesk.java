// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.track.ObservationShelf.Reception;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.Observation;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.ObservationMessage.Known;
import org.holdfast.wire.ObservationMessage.ObservationGet;

/** Carries out what a {@link Gleaner} wants, on the shelf, and counts it against the budget. One conversation's. */
public final class GleanDesk implements Performer<Gleaner.Action, Gleaner.Progress> {
    private final ObservationShelf shelf;
    private final OwnerId peer;
    private final GossipBudget budget;
    private final InstantSource clock;
    private final Map<Digest, List<Observation>> waiting = new LinkedHashMap<>();

    /** @param peer who is asked */
    public GleanDesk(ObservationShelf shelf, OwnerId peer, GossipBudget budget, InstantSource clock) {
        this.shelf = shelf;
        this.peer = peer;
        this.budget = budget;
        this.clock = clock;
    }

    /** What is known here. */
    public static ObservationGet question(Ledger.Track track) {
        return new ObservationGet(track.reporters().stream()
                .map(each -> new Known(each.reporter(), each.sequence(), each.count()))
                .toList());
    }

    @Override
    public Optional<Gleaner.Progress> perform(Gleaner.Action action) {
        return Optional.of(
                switch (action) {
                    case Gleaner.Action.Take(List<Observation> came) -> take(came);
                    case Gleaner.Action.Prove(List<SignedAgreement> came) -> prove(came);
                });
    }

    private Gleaner.Progress take(List<Observation> came) {
        budget.spend(peer, came.size(), came.size() * (long) Observation.BYTES, clock.instant());
        int kept = 0;
        for (Observation each : came) {
            Reception reception = shelf.consider(each);
            kept += reception == Reception.KEPT ? 1 : 0;
            if (reception == Reception.NEEDS_PROOF) {
                waiting.computeIfAbsent(each.statement().agreement(), hash -> new ArrayList<>())
                        .add(each);
            }
        }
        return new Gleaner.Progress(kept, List.copyOf(waiting.keySet()));
    }

    /** An agreement that nothing waits for is left alone: nobody may fill the ledger with agreements. */
    private Gleaner.Progress prove(List<SignedAgreement> came) {
        int kept = 0;
        for (SignedAgreement each : came) {
            budget.spend(peer, 0, ProofCodec.encode(each).length(), clock.instant());
            List<Observation> these =
                    waiting.remove(AgreementCodec.hash(each.agreement().terms()));
            if (these != null && shelf.learn(each)) {
                kept += (int) these.stream()
                        .filter(waited -> shelf.consider(waited) == Reception.KEPT)
                        .count();
            }
        }
        return new Gleaner.Progress(kept, List.of());
    }
}
