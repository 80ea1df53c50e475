// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Step;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Limits;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;

/** The side that is measured: it sends what was asked for, if that member may ask now. */
public final class ProbeSource implements Machine<ProbeSource.State, ProbeSource.Admit, Void, ProbeSource.Outcome> {
    private final byte[] filling;

    /** @param filling bytes that nothing on the way can compress, at least {@link Limits#PROBE_PIECE}; not kept */
    public ProbeSource(byte[] filling) {
        this.filling = filling.clone();
    }

    /** {@link ProbeAllowance#take}: nothing comes back; BUSY if it was enough for now. */
    public record Admit() {}

    /** Where it stands. */
    public enum State {
        IDLE,
        OVER
    }

    /** How it ended. */
    public sealed interface Outcome {
        record Sent(int bytes) implements Outcome {}

        record Not(ErrorCode code) implements Outcome {}
    }

    @Override
    public State start() {
        return State.IDLE;
    }

    @Override
    public Step<State, Admit, Outcome> step(State state, Event<Void> event) {
        return switch (event) {
            case Event.Started<Void> started -> Step.to(state);
            case Event.Received<Void>(Probe(int bytes)) -> send(bytes);
            case Event.Received<Void>(Failure(ErrorCode code, String text)) -> over(code);
            case Event.Received<Void> other -> refuse(ErrorCode.PEER_MISBEHAVED, "this has no place in a probe");
            case Event.Failed<Void>(ErrorCode code, String why) -> refuse(code, why);
            case Event.Done<Void> late -> Step.to(state);
            case Event.Elapsed<Void> late -> over(ErrorCode.TIMED_OUT);
            case Event.Disconnected<Void> gone -> over(ErrorCode.PEER_LOST);
        };
    }

    private Step<State, Admit, Outcome> send(int bytes) {
        List<Effect<Admit, Outcome>> effects = new ArrayList<>();
        effects.add(new Effect.Do<>(new Admit()));
        Bytes piece = Bytes.of(filling(Limits.PROBE_PIECE));
        for (int left = bytes; left > 0; left -= Limits.PROBE_PIECE) {
            effects.add(new Effect.Send<>(new ProbeData(left >= Limits.PROBE_PIECE ? piece : Bytes.of(filling(left)))));
        }
        effects.add(new Effect.Report<>(new Outcome.Sent(bytes)));
        return new Step<>(State.OVER, effects);
    }

    private byte[] filling(int length) {
        return Arrays.copyOf(filling, length);
    }

    private static Step<State, Admit, Outcome> refuse(ErrorCode code, String why) {
        return Step.to(
                State.OVER, new Effect.Send<>(new Failure(code, why)), new Effect.Report<>(new Outcome.Not(code)));
    }

    private static Step<State, Admit, Outcome> over(ErrorCode why) {
        return Step.to(State.OVER, new Effect.Report<>(new Outcome.Not(why)));
    }
}
