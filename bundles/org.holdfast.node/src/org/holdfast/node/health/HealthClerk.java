// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.util.Locale;
import org.holdfast.core.Peer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.HealthMessage;
import org.holdfast.wire.HealthMessage.Away;
import org.holdfast.wire.HealthMessage.AwayTaken;
import org.holdfast.wire.HealthMessage.Breach;
import org.holdfast.wire.HealthMessage.BreachTaken;
import org.holdfast.wire.HealthMessage.Damage;
import org.holdfast.wire.HealthMessage.DamageTaken;
import org.holdfast.wire.HealthMessage.Silence;
import org.holdfast.wire.HealthMessage.SilenceTaken;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;

/** Answers what partners say about health. What it answers is durable. Thread-safe. */
public final class HealthClerk {
    private final HealthDesk desk;
    private final SilenceBoard silence;
    private final NodeClock clock;

    public HealthClerk(HealthDesk desk, SilenceBoard silence, NodeClock clock) {
        this.desk = desk;
        this.silence = silence;
        this.clock = clock;
    }

    /** @throws HoldfastException PEER_MISBEHAVED for what begins no conversation */
    public Message answer(Peer peer, HealthMessage message) {
        return switch (message) {
            case Breach breach -> accused(peer, breach);
            case Damage damage -> {
                desk.admitted(peer.id(), damage.agreement(), damage.blocks(), clock.instant());
                yield new DamageTaken(damage.agreement());
            }
            case Away away -> new AwayTaken(desk.away(peer.id(), away.until()));
            case Silence told -> {
                silence.hear(told.notes());
                yield new SilenceTaken(silence.notes());
            }
            case BreachTaken taken -> throw misplaced(taken);
            case DamageTaken taken -> throw misplaced(taken);
            case AwayTaken taken -> throw misplaced(taken);
            case SilenceTaken taken -> throw misplaced(taken);
        };
    }

    private Message accused(Peer peer, Breach breach) {
        String of = breach.cause().name().toLowerCase(Locale.ROOT);
        return desk.accused(peer.id(), breach.agreement(), of)
                ? new BreachTaken(breach.agreement())
                : new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
    }

    private static HoldfastException misplaced(HealthMessage message) {
        String name = message.getClass().getSimpleName();
        return new HoldfastException(ErrorCode.PEER_MISBEHAVED, name, name + " begins no conversation");
    }
}
