// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.Optional;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.pair.Pairing.Action;
import org.holdfast.core.pair.Pairing.Decided;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.core.pair.Pairing.State;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.member.PairingDesk.Parts;
import org.holdfast.node.member.PairingSession.Shown;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.Talk;
import org.holdfast.wire.PairMessage.PairAsk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One conversation about pairing. It counts once it has taken its session's one run. One thread's. */
final class PairingRun implements Performer<Action, Decided> {
    private static final Logger LOG = LoggerFactory.getLogger(PairingRun.class);

    private final Parts parts;
    private final PairingSession session;
    private final Peer peer;
    private final Channel channel;

    PairingRun(Parts parts, PairingSession session, Peer peer, Channel channel) {
        this.parts = parts;
        this.session = session;
        this.peer = peer;
        this.channel = channel;
    }

    /** Whether it is the one that the session came to. */
    boolean counts() {
        return session.hasBegunOn(channel);
    }

    /** Asks, to the end. */
    Outcome hold(Machine<State, Action, Decided, Outcome> asker) {
        return guarded(() -> Talk.hold(asker, this, channel, parts.clock()));
    }

    /** Answers, to the end. */
    Outcome answer(PairAsk first, Machine<State, Action, Decided, Outcome> answerer) {
        return guarded(() -> Talk.answer(first, answerer, this, channel, parts.clock()));
    }

    private interface Conversing {
        Outcome end();
    }

    /** Whatever happens, nobody waits in vain, and what went wrong is in the audit log. */
    private Outcome guarded(Conversing talk) {
        Outcome how;
        try {
            how = talk.end();
        } catch (HoldfastException e) {
            how = new Outcome.Failed(e.code(), String.valueOf(e.getMessage()));
        }
        LOG.debug("A pairing with {}: {}", peer.id().brief(), how);
        if (counts()) {
            if (how instanceof Outcome.Failed(ErrorCode code, String why)) {
                parts.ledger()
                        .events()
                        .append(
                                parts.clock().instant(),
                                "PAIRING_FAILED",
                                peer.id().brief(),
                                why);
                LOG.warn("Pairing with {} failed: {} ({})", peer.id().brief(), why, code);
            }
            session.end(how);
        }
        return how;
    }

    @Override
    public Optional<Decided> perform(Action action) {
        switch (action) {
            case Action.Begin(String name) -> begin(name);
            case Action.Show(String digits, String name) -> session.show(new Shown(digits, peer.id(), name));
            case Action.Look look -> {
                return session.verdict().map(Decided::new);
            }
            case Action.Pin(String name) -> pin(name);
        }
        return Optional.empty();
    }

    private void begin(String name) {
        parts.membership().requireFree(peer.certificate(), name);
        parts.attempts().requireNoWait();
        if (!session.begin(channel)) {
            throw new HoldfastException(ErrorCode.PAIRING_CLOSED, name, "another pairing is under way here");
        }
        parts.attempts().begin();
    }

    private void pin(String name) {
        parts.pin(peer, name);
        parts.attempts().succeeded();
    }
}
