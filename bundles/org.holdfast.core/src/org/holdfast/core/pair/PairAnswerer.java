// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.pair;

import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Step;
import org.holdfast.core.pair.Pairing.Action;
import org.holdfast.core.pair.Pairing.Decided;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.core.pair.Pairing.State;
import org.holdfast.format.identity.PairingDigits;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;

/** The side of a pairing that was dialled, and that a person has told to accept. Starts with PAIR_ASK. */
public final class PairAnswerer implements Machine<State, Action, Decided, Outcome> {
    private final ConfederationId confederation;
    private final PairingDigits.Side self;
    private final String name;
    private final Peer asker;
    private final Bytes channel;

    /**
     * @param self this node's keys, and a nonce that was drawn for this run
     * @param name of this machine
     * @param channel binding of the TLS connection, 32 bytes
     */
    public PairAnswerer(
            ConfederationId confederation, PairingDigits.Side self, String name, Peer asker, Bytes channel) {
        this.confederation = confederation;
        this.self = self;
        this.name = name;
        this.asker = asker;
        this.channel = channel;
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Decided> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            return Step.to(state);
        }
        if (event instanceof Event.Received<Decided>(PairAsk ask) && state instanceof State.New) {
            return asked(ask);
        }
        if (event instanceof Event.Received<Decided>(PairOpen open)
                && state instanceof State.Answered(var commitment, String theirs)) {
            return open.keys().commitment().equals(commitment)
                    ? opened(open, theirs)
                    : Comparison.misbehaved("the asker committed to something else");
        }
        return Comparison.step(state, event);
    }

    /** The run counts before the nonce is out: the asker knows the digits from then on, and may go before it opens. */
    private Step<State, Action, Outcome> asked(PairAsk ask) {
        if (!ask.confederation().equals(confederation)) {
            return Comparison.fail(
                    ErrorCode.PAIRING_REFUSED,
                    "this machine is in another open confederation: both need the same name");
        }
        return Step.to(
                new State.Answered(ask.commitment(), ask.name()),
                new Effect.Do<>(new Action.Begin(ask.name())),
                new Effect.Send<>(new PairAnswer(self, name)),
                new Effect.WakeAfter<>(Pairing.PATIENCE));
    }

    private Step<State, Action, Outcome> opened(PairOpen open, String theirs) {
        return open.keys().isOf(asker.certificate())
                ? Comparison.show(PairingDigits.of(open.keys(), self, channel), theirs)
                : Comparison.misbehaved("the asker opened with other keys than the link proved");
    }
}
