// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;

/**
 * Partners that may not be asked for a restore yet, as the commitment period of the agreement with them still runs. Only
 * in an open confederation there are any.
 *
 * @param until when it ends, by partner
 */
public record Commitments(Map<OwnerId, Instant> until) {
    public Commitments {
        until = Map.copyOf(until);
    }

    /** As they are now: one that is over is none, though its phase may take a minute to end. */
    public static Commitments of(OwnerId self, Ledger ledger, Instant now) {
        return new Commitments(ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.COMMITMENT)
                .map(AgreementRow::agreement)
                .map(Agreement::terms)
                .filter(terms -> end(terms).isAfter(now))
                .collect(Collectors.toMap(terms -> terms.partnerOf(self), Commitments::end, Commitments::later)));
    }

    private static Instant end(AgreementTerms terms) {
        return terms.start().plus(terms.commitment());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Whether a partner may be asked. */
    public boolean allows(OwnerId partner) {
        return !until.containsKey(partner);
    }

    /** When the last of them ends; empty where none runs. */
    public Optional<Instant> last() {
        return until.values().stream().max(Comparator.naturalOrder());
    }

    /** For people: how many may not be asked, and until when; empty where all may. */
    public Optional<String> shown() {
        return last().map(end -> until.size() + " may not be asked before " + end.truncatedTo(ChronoUnit.SECONDS)
                + ", as their commitment period runs");
    }

    /** Whether everything that is stored could be had from partners that may be asked. Looks at every segment. */
    public boolean allowRestoring(Ledger ledger) {
        return until.isEmpty()
                || ledger.segments().inState(SegmentState.PLACED).stream().allMatch(each -> isCovered(each, ledger));
    }

    private boolean isCovered(SegmentRow segment, Ledger ledger) {
        return ledger.segments().placements(segment.id()).stream()
                        .filter(place -> place.state() == PlacementState.ACKED && allows(place.partner()))
                        .map(PlacementRow::position)
                        .distinct()
                        .count()
                >= segment.shape().m();
    }
}
