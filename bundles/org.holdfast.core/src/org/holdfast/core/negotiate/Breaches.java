// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Optional;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.OwnerId;

/** Agreements that the other side broke. */
final class Breaches {
    private final Ledger ledger;

    Breaches(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param isServed whether the other side is given back what is its own all the same: it has come back with a later
     *     device key, which takes its recovery sheet, or it was merely silent, and the two are partners anew
     */
    record Breach(boolean isServed) {}

    Optional<Breach> by(AgreementId agreement, OwnerId party) {
        return ledger.healths()
                .find(agreement)
                .filter(row -> row.partner().equals(party))
                .filter(row -> row.health().state().isGone())
                .map(row -> new Breach(isRecovered(row) || isForgiven(row)));
    }

    private boolean isRecovered(HealthRow row) {
        return ledger.peers()
                .find(row.partner())
                .map(PeerRow::certificate)
                .map(bytes -> DeviceCert.read(bytes.toArray()).deviceEpoch())
                .filter(epoch -> epoch > row.deviceEpoch())
                .isPresent();
    }

    /** A new commitment period, where there is one, has to be over first. */
    private boolean isForgiven(HealthRow row) {
        return row.health().state() == HealthState.RENEGED
                && ledger.agreements().all().stream()
                        .filter(each -> each.phase() == AgreementPhase.ACTIVE)
                        .map(each -> each.agreement().terms())
                        .anyMatch(terms -> terms.proposer().equals(row.partner())
                                || terms.responder().equals(row.partner()));
    }
}
