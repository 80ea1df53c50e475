// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import java.time.Duration;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.wire.NegotiationMessage.Probe;
import org.holdfast.wire.NegotiationMessage.ProbeData;

/**
 * The side that measures. It answers how many bytes came: all that were asked for, or what had come when the time was
 * over, which on a slow link is as good. The table stands in docs/protocol.md, probe.
 */
public final class Prober implements Machine<Prober.State, Prober.Arrived, Void, Reply<Integer>> {
    /** How long bytes are waited for. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int wanted;

    /** @param wanted bytes to ask for, at most {@link org.holdfast.wire.Limits#PROBE} */
    public Prober(int wanted) {
        this.wanted = wanted;
    }

    /** Take down that so many bytes came at this moment. Nothing comes back. */
    public record Arrived(int bytes) {}

    /** Where it stands. */
    public sealed interface State {
        record New() implements State {}

        record Measuring(int received) implements State {}

        record Over() implements State {}
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Arrived, Reply<Integer>> step(State state, Event<Void> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            return Step.to(
                    new State.Measuring(0), new Effect.Send<>(new Probe(wanted)), new Effect.WakeAfter<>(PATIENCE));
        }
        if (state instanceof State.Measuring(int received)) {
            if (event instanceof Event.Received<Void>(ProbeData data)) {
                return arrived(received, data.filling().length());
            }
            if (event instanceof Event.Elapsed && received > 0) {
                return Step.to(new State.Over(), new Effect.Report<>(new Reply.Answered<>(received)));
            }
        }
        return Reply.end(new State.Over(), event);
    }

    private Step<State, Arrived, Reply<Integer>> arrived(int before, int bytes) {
        int received = before + bytes;
        if (received > wanted) {
            return Reply.misbehaved(new State.Over(), "more bytes than I asked for");
        }
        Effect<Arrived, Reply<Integer>> note = new Effect.Do<>(new Arrived(bytes));
        return received < wanted
                ? Step.to(new State.Measuring(received), note)
                : Step.to(new State.Over(), note, new Effect.Report<>(new Reply.Answered<>(received)));
    }
}
