// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Reply;
import org.holdfast.core.Step;
import org.holdfast.format.identity.Observation;
import org.holdfast.model.Digest;
import org.holdfast.wire.Limits;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.ObservationMessage.ObservationGet;
import org.holdfast.wire.ObservationMessage.Observations;
import org.holdfast.wire.ObservationMessage.ProofGet;
import org.holdfast.wire.ObservationMessage.Proofs;

/**
 * The asking side of the exchange of observations (docs/protocol.md, 7.10): what the other has that is newer, then the
 * agreements that these name and that are not known here. A proof that does not come is not asked for again, so it ends.
 */
public final class Gleaner implements Machine<Gleaner.State, Gleaner.Action, Gleaner.Progress, Reply<Gleaner.Gleaned>> {
    /** How long it waits for each answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ObservationGet question;

    /** Where it stands. */
    public sealed interface State {
        record New() implements State {}

        record Asked() implements State {}

        /** An action is under way. @param wanted proofs that are still to be asked for */
        record Taking(Gleaned soFar, List<Digest> wanted) implements State {}

        record Proving(Gleaned soFar, List<Digest> wanted) implements State {}

        record Over() implements State {}
    }

    /** What only the desk can do. */
    public sealed interface Action {
        /** Look at what came: keep it, or wait for its proof, or leave it. */
        record Take(List<Observation> observations) implements Action {}

        /** Look at agreements, and at what waited for them. */
        record Prove(List<SignedAgreement> agreements) implements Action {}
    }

    /** @param kept observations that were kept now @param wanted agreements that others wait for */
    public record Progress(int kept, List<Digest> wanted) {}

    /** @param kept observations @param more whether the other has more */
    public record Gleaned(int kept, boolean more) {}

    /** @param question what is known here */
    public Gleaner(ObservationGet question) {
        this.question = question;
    }

    @Override
    public State start() {
        return new State.New();
    }

    @Override
    public Step<State, Action, Reply<Gleaned>> step(State state, Event<Progress> event) {
        if (state instanceof State.New && event instanceof Event.Started) {
            return Step.to(new State.Asked(), new Effect.Send<>(question), new Effect.WakeAfter<>(PATIENCE));
        }
        if (state instanceof State.Asked
                && event instanceof Event.Received<Progress>(Observations(boolean more, List<Observation> came))) {
            return Step.to(new State.Taking(new Gleaned(0, more), List.of()), new Effect.Do<>(new Action.Take(came)));
        }
        if (state instanceof State.Proving(Gleaned soFar, List<Digest> wanted)
                && event instanceof Event.Received<Progress>(Proofs(List<SignedAgreement> came))) {
            return Step.to(new State.Taking(soFar, wanted), new Effect.Do<>(new Action.Prove(came)));
        }
        if (state instanceof State.Taking(Gleaned soFar, List<Digest> wanted)
                && event instanceof Event.Done<Progress>(Progress(int kept, List<Digest> others))) {
            return onward(new Gleaned(soFar.kept() + kept, soFar.more()), others.isEmpty() ? wanted : others);
        }
        return Reply.end(new State.Over(), event);
    }

    private static Step<State, Action, Reply<Gleaned>> onward(Gleaned soFar, List<Digest> wanted) {
        if (wanted.isEmpty()) {
            return Step.to(new State.Over(), new Effect.Report<>(new Reply.Answered<>(soFar)));
        }
        int now = Math.min(Limits.AGREEMENTS, wanted.size());
        return Step.to(
                new State.Proving(soFar, List.copyOf(wanted.subList(now, wanted.size()))),
                new Effect.Send<>(new ProofGet(wanted.subList(0, now))),
                new Effect.WakeAfter<>(PATIENCE));
    }
}
