// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.pair;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Step;
import org.holdfast.core.pair.Pairing.Action;
import org.holdfast.core.pair.Pairing.Decided;
import org.holdfast.core.pair.Pairing.Outcome;
import org.holdfast.core.pair.Pairing.State;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.PairMessage.PairPinned;
import org.holdfast.wire.PairMessage.PairVerdict;

/**
 * The second half of a pairing, alike on both sides: the digits are shown, each person says whether they are the same,
 * and who has heard both yes pins. Also how any pairing goes wrong. Pure and stateless.
 */
final class Comparison {
    private Comparison() {}

    /** Counts the run, says what is to be said, and shows the digits. */
    static Step<State, Action, Outcome> begin(String digits, String name, Effect<Action, Outcome> opening) {
        return new Step<>(
                comparing(name),
                List.of(
                        new Effect.Do<>(new Action.Begin(name)),
                        opening,
                        new Effect.Do<>(new Action.Show(digits, name)),
                        new Effect.WakeAfter<>(Pairing.LOOK)));
    }

    static Step<State, Action, Outcome> show(String digits, String name) {
        return Step.to(
                comparing(name), new Effect.Do<>(new Action.Show(digits, name)), new Effect.WakeAfter<>(Pairing.LOOK));
    }

    private static State comparing(String name) {
        return new State.Comparing(name, false, Pairing.LOOKS);
    }

    static Step<State, Action, Outcome> step(State state, Event<Decided> event) {
        return switch (event) {
            case Event.Received<Decided>(Message message) -> received(state, message);
            case Event.Done<Decided>(Decided decided)
            when state instanceof State.Comparing comparing -> decided(comparing, decided.same());
            case Event.Done<Decided> late -> Step.to(state);
            case Event.Elapsed<Decided> elapsed -> elapsed(state);
            case Event.Disconnected<Decided> gone -> lost(state);
            case Event.Failed<Decided>(ErrorCode code, String why) -> fail(code, why);
            case Event.Started<Decided> again -> Step.to(state);
        };
    }

    private static Step<State, Action, Outcome> received(State state, Message message) {
        return switch (state) {
            case State.Pinned(String name) -> paired(name, message instanceof PairPinned);
            case State.Comparing comparing
            when message instanceof PairVerdict verdict -> heard(comparing, verdict.same());
            case State.Confirmed(String name)
            when message instanceof PairVerdict(boolean same) -> same ? pin(name) : differ();
            case State.New n -> other(message);
            case State.Asked a -> other(message);
            case State.Answered a -> other(message);
            case State.Comparing c -> other(message);
            case State.Confirmed c -> other(message);
            case State.Over o -> Step.to(o);
        };
    }

    private static Step<State, Action, Outcome> heard(State.Comparing state, boolean same) {
        return same ? Step.to(new State.Comparing(state.name(), true, state.looksLeft())) : differ();
    }

    private static Step<State, Action, Outcome> differ() {
        return over(
                ErrorCode.PAIRING_REFUSED,
                "the person at the other machine says that the digits there are not the same: somebody may be in"
                        + " between, or it was another machine that answered");
    }

    private static Step<State, Action, Outcome> decided(State.Comparing state, boolean same) {
        Effect<Action, Outcome> verdict = new Effect.Send<>(new PairVerdict(same));
        if (!same) {
            Outcome failed = new Outcome.Failed(
                    ErrorCode.PAIRING_REFUSED,
                    "the digits are not the same: somebody may be in between, or it was another machine that answered");
            return Step.to(new State.Over(), verdict, new Effect.Report<>(failed));
        }
        if (state.theySaySame()) {
            Step<State, Action, Outcome> pin = pin(state.name());
            List<Effect<Action, Outcome>> effects = new ArrayList<>(List.of(verdict));
            effects.addAll(pin.effects());
            return new Step<>(pin.state(), effects);
        }
        return Step.to(new State.Confirmed(state.name()), verdict, new Effect.WakeAfter<>(Pairing.COMPARE));
    }

    private static Step<State, Action, Outcome> pin(String name) {
        return Step.to(
                new State.Pinned(name),
                new Effect.Do<>(new Action.Pin(name)),
                new Effect.Send<>(new PairPinned()),
                new Effect.WakeAfter<>(Pairing.PATIENCE));
    }

    private static Step<State, Action, Outcome> elapsed(State state) {
        return switch (state) {
            case State.New n -> Step.to(n);
            case State.Asked a -> late();
            case State.Answered a -> late();
            case State.Comparing(String name, boolean same, int left) ->
                left == 0
                        ? late()
                        : Step.to(
                                new State.Comparing(name, same, left - 1),
                                new Effect.Do<>(new Action.Look()),
                                new Effect.WakeAfter<>(Pairing.LOOK));
            case State.Confirmed c -> late();
            case State.Pinned(String name) -> paired(name, false);
            case State.Over o -> Step.to(o);
        };
    }

    private static Step<State, Action, Outcome> late() {
        return fail(ErrorCode.TIMED_OUT, "nobody answered in time");
    }

    private static Step<State, Action, Outcome> lost(State state) {
        return state instanceof State.Pinned(String name)
                ? paired(name, false)
                : over(ErrorCode.PEER_LOST, "the link to the other machine broke");
    }

    private static Step<State, Action, Outcome> paired(String name, boolean both) {
        return Step.to(new State.Over(), new Effect.Report<>(new Outcome.Paired(name, both)));
    }

    private static Step<State, Action, Outcome> other(Message message) {
        return message instanceof Failure(ErrorCode code, String text)
                ? over(code, text)
                : misbehaved(message.getClass().getSimpleName() + " has no place in a pairing now");
    }

    static Step<State, Action, Outcome> misbehaved(String what) {
        return fail(ErrorCode.PEER_MISBEHAVED, what);
    }

    /** Ends it, and tells the other side why. */
    static Step<State, Action, Outcome> fail(ErrorCode code, String why) {
        return Step.to(
                new State.Over(),
                new Effect.Send<>(new Failure(code, why)),
                new Effect.Report<>(new Outcome.Failed(code, why)));
    }

    private static Step<State, Action, Outcome> over(ErrorCode code, String why) {
        return Step.to(new State.Over(), new Effect.Report<>(new Outcome.Failed(code, why)));
    }
}
