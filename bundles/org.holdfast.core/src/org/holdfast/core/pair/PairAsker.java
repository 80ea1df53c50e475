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
import org.holdfast.wire.PairMessage.PairAnswer;
import org.holdfast.wire.PairMessage.PairAsk;
import org.holdfast.wire.PairMessage.PairOpen;

/** The side of a pairing that dialled: commits to its nonce, hears the other's, then opens. */
public final class PairAsker implements Machine<State, Action, Decided, Outcome> {
    private final ConfederationId confederation;
    private final PairingDigits.Side self;
    private final String name;
    private final Peer answerer;
    private final Bytes channel;

    /**
     * @param self this node's keys, and a nonce that was drawn for this run
     * @param name of this machine
     * @param channel binding of the TLS connection, 32 bytes
     */
    public PairAsker(
            ConfederationId confederation, PairingDigits.Side self, String name, Peer answerer, Bytes channel) {
        this.confederation = confederation;
        this.self = self;
        this.name = name;
        this.answerer = answerer;
        this.channel = channel;
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Decided> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            return Step.to(
                    new State.Asked(),
                    new Effect.Send<>(new PairAsk(confederation, self.commitment(), name)),
                    new Effect.WakeAfter<>(Pairing.PATIENCE));
        }
        if (state instanceof State.Asked && event instanceof Event.Received<Decided>(PairAnswer answer)) {
            return answered(answer);
        }
        return Comparison.step(state, event);
    }

    /** The run counts before the nonce is out: from then on whoever sits in between knows the digits. */
    private Step<State, Action, Outcome> answered(PairAnswer answer) {
        if (!answer.keys().isOf(answerer.certificate())) {
            return Comparison.misbehaved("the answer names other keys than the link proved");
        }
        String digits = PairingDigits.of(self, answer.keys(), channel);
        return Comparison.begin(digits, answer.name(), new Effect.Send<>(new PairOpen(self)));
    }
}
