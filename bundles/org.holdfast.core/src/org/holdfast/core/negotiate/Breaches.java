// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Optional;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/** Agreements that the other side broke. */
final class Breaches {
    private final Ledger ledger;

    Breaches(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @param isRecovered whether it has come back with a later device key, which takes its recovery sheet */
    record Breach(boolean isRecovered) {}

    Optional<Breach> by(AgreementId agreement, OwnerId party) {
        return ledger.healths()
                .find(agreement)
                .filter(row -> row.partner().equals(party))
                .filter(row -> row.health().state().isGone())
                .map(row -> new Breach(isLater(row)));
    }

    private boolean isLater(HealthRow row) {
        return ledger.peers()
                .find(row.partner())
                .map(PeerRow::certificate)
                .map(bytes -> DeviceCert.read(bytes.toArray()).deviceEpoch())
                .filter(epoch -> epoch > row.deviceEpoch())
                .isPresent();
    }
}
