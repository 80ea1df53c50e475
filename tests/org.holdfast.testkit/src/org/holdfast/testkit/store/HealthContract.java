// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.health.AnnouncedLeave;
import org.holdfast.core.health.Health;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} remembers of partners' health and of damage. */
public abstract class HealthContract {
    private static final Instant TIME = Instant.parse("2026-03-01T12:34:56.789012345Z");

    protected abstract Ledger.Healths healths();

    protected abstract Ledger.Damages damages();

    /** From now on what was read again. */
    protected abstract void restart();

    private static HealthRow row(int agreement, HealthState state, String why) {
        Health health = new Health(
                state,
                TIME,
                Duration.ofMinutes(7),
                Duration.ofHours(336),
                TIME.plusSeconds(9),
                new AnnouncedLeave(TIME.plusSeconds(1), Duration.ofDays(3), TIME.minusSeconds(5)));
        return new HealthRow(
                Ids.agreement(agreement), Ids.owner(agreement), health, why, state == HealthState.RENEGED, agreement);
    }

    @Test
    @Tag("R50")
    void whatIsLeftOfATimeSurvivesARestart() {
        for (HealthState state : HealthState.values()) {
            healths().save(row(state.ordinal(), state, "because"));
        }
        restart();
        for (HealthState state : HealthState.values()) {
            assertEquals(
                    Optional.of(row(state.ordinal(), state, "because")),
                    healths().find(Ids.agreement(state.ordinal())));
        }
        assertEquals(HealthState.values().length, healths().all().size());
        assertEquals(Optional.empty(), healths().find(Ids.agreement(4711)));
    }

    @Test
    void thereIsOneHealthForAnAgreement() {
        healths().save(row(1, HealthState.LATE, "it is away"));
        healths().save(row(1, HealthState.OK, ""));
        restart();
        assertEquals(List.of(row(1, HealthState.OK, "")), healths().all());
    }

    @Test
    void damageIsKnownUntilTheBlockIsWholeAgain() {
        damages().add(new DamageRow(Ids.agreement(1), Ids.block(1), TIME, false));
        damages().add(new DamageRow(Ids.agreement(1), Ids.block(2), TIME, false));
        damages().add(new DamageRow(Ids.agreement(2), Ids.block(3), TIME, false));
        damages().told(Ids.agreement(1), Ids.block(1));
        damages().add(new DamageRow(Ids.agreement(1), Ids.block(1), TIME.plusSeconds(1), false));
        restart();
        assertEquals(
                List.of(new DamageRow(Ids.agreement(1), Ids.block(2), TIME, false)),
                damages().untold(Ids.agreement(1), 10),
                "who was told is not told again");
        assertEquals(Set.of(Ids.block(1), Ids.block(2)), damages().damaged(Ids.agreement(1)));
        damages().remove(Ids.agreement(1), Ids.block(2));
        damages().remove(Ids.agreement(1), Ids.block(4711));
        damages().told(Ids.agreement(1), Ids.block(4711));
        assertEquals(Set.of(Ids.block(1)), damages().damaged(Ids.agreement(1)));
        assertEquals(Set.of(), damages().damaged(Ids.agreement(3)));
    }
}
