// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.repair;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.repair.ShardStand;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;

/**
 * How placed shards stand, by what the ledger knew of agreements when this was made. What lies under an agreement that is
 * closing, or over after a notice, a hand-over cares for.
 */
final class ShardStands {
    private final Map<AgreementId, AgreementPhase> phases;
    private final Function<AgreementId, HealthState> health;

    private ShardStands(Map<AgreementId, AgreementPhase> phases, Function<AgreementId, HealthState> health) {
        this.phases = phases;
        this.health = health;
    }

    static ShardStands of(Ledger ledger, Function<AgreementId, HealthState> health) {
        return new ShardStands(
                ledger.agreements().all().stream()
                        .collect(Collectors.toMap(row -> row.agreement().id(), AgreementRow::phase)),
                health);
    }

    ShardStand of(PlacementRow row) {
        HealthState partner = health.apply(row.agreement());
        return switch (row.state()) {
            case BUILT, LOST, RELEASED -> ShardStand.GONE;
            case SPOOLED -> lying(partner, ShardStand.WAITING);
            case ACKED -> lying(partner, ShardStand.SAFE);
        };
    }

    private static ShardStand lying(HealthState partner, ShardStand there) {
        if (partner.isGone()) {
            return ShardStand.GONE;
        }
        if (!partner.counts()) {
            return ShardStand.AWAY;
        }
        return partner.isSound() ? there : ShardStand.DOUBTFUL;
    }

    /** Whether a new block may go to that partner: it is as it should be, and new blocks are agreed. */
    boolean takesNew(PlacementRow row) {
        return health.apply(row.agreement()).takesNew()
                && Optional.ofNullable(phases.get(row.agreement()))
                        .filter(phase -> phase == AgreementPhase.ACTIVE || phase == AgreementPhase.COMMITMENT)
                        .isPresent();
    }

    /** Whether what lies there never counts again. */
    boolean isOver(PlacementRow row) {
        return health.apply(row.agreement()).isGone();
    }
}
