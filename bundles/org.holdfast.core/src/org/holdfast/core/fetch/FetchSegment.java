// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.holdfast.core.Effect;
import org.holdfast.core.Event;
import org.holdfast.core.Machine;
import org.holdfast.core.Step;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;

/**
 * Gets enough good shards of one segment: asks the fastest m partners first; asks the next one when one fails, shows a
 * bad block, or takes longer than the hedge. Bad and missing shards are skipped and reported, and never count (R54). With
 * a code that is not optimal the m that came may not do: then it goes on, one more at a time, until the code says that
 * they do or nobody is left. Knows nothing of links: its actions start and stop {@link ReadOwner}s, and the check of what
 * they bring is the performer's.
 */
public final class FetchSegment
        implements Machine<FetchSegment.State, FetchSegment.Action, FetchSegment.Answer, FetchSegment.Outcome> {
    private final int needed;
    private final Predicate<Set<Integer>> restores;
    private final List<Source> sources;
    private final Duration hedge;

    /** For an optimal code: any {@code needed} shards do. */
    public FetchSegment(int needed, List<Source> sources, Duration hedge) {
        this(needed, good -> true, sources, hedge);
    }

    /**
     * @param needed m
     * @param restores whether m or more shards at these positions do; a pure function, true for all n
     * @param sources where the shards lie, the fastest first
     * @param hedge after this long without news one more is asked
     */
    public FetchSegment(int needed, Predicate<Set<Integer>> restores, List<Source> sources, Duration hedge) {
        if (needed < 1 || sources.stream().map(Source::position).distinct().count() != sources.size()) {
            throw new IllegalArgumentException("at least one shard is needed, and each position has one source");
        }
        this.needed = needed;
        this.restores = restores;
        this.sources = List.copyOf(sources);
        this.hedge = hedge;
    }

    /** One shard and who keeps it. */
    public record Source(int position, OwnerId partner) {}

    /** A shard that did not help. */
    public record Miss(Source source, ErrorCode code, String why) {}

    /** What has to be done; never fails. Nothing comes back at once, an {@link Answer} comes later. */
    public sealed interface Action {
        /** Start to get this shard. */
        record Ask(Source source) implements Action {}

        /** It is not needed any more; an answer may still come. */
        record Cancel(Source source) implements Action {}

        /** Tell of a shard that did not help: repair and health want to know. */
        record Note(Miss miss) implements Action {}
    }

    /** What became of one shard. */
    public sealed interface Answer {
        int position();

        /** It is here, and the check says that it is right. */
        record Good(int position) implements Answer {}

        /** It is not right: AUTHENTICATION_FAILED, or it could not be had: any other code. */
        record Failed(int position, ErrorCode code, String why) implements Answer {}
    }

    /**
     * Where it stands; positions everywhere.
     *
     * @param next the first source that was not asked yet
     */
    public record State(int next, Set<Integer> asked, Set<Integer> good, List<Miss> misses, boolean over) {
        public State {
            asked = Set.copyOf(asked);
            good = Set.copyOf(good);
            misses = List.copyOf(misses);
        }
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** Shards that did not help. */
        List<Miss> misses();

        /** @param positions m of them, or as many as it took, ascending */
        record Enough(List<Integer> positions, List<Miss> misses) implements Outcome {}

        /** @param need the least number that would do: m, or one more than there are if those do not do */
        record NotEnough(int have, int need, List<Miss> misses) implements Outcome {}
    }

    @Override
    public State start() {
        return new State(0, Set.of(), Set.of(), List.of(), false);
    }

    @Override
    public Step<State, Action, Outcome> step(State state, Event<Answer> event) {
        if (state.over()) {
            return Step.to(state);
        }
        return switch (event) {
            case Event.Started<Answer> started -> settle(state, 0, new ArrayList<>());
            case Event.Done<Answer>(Answer answer) -> answered(state, answer);
            case Event.Elapsed<Answer> slow -> settle(state, 1, new ArrayList<>());
            case Event.Failed<Answer> broken -> giveUp(state);
            case Event.Received<Answer> never -> Step.to(state);
            case Event.Disconnected<Answer> never -> Step.to(state);
        };
    }

    private Step<State, Action, Outcome> answered(State state, Answer answer) {
        if (!state.asked().contains(answer.position())) {
            return Step.to(state);
        }
        Set<Integer> asked = new TreeSet<>(state.asked());
        asked.remove(answer.position());
        return switch (answer) {
            case Answer.Good(int position) -> {
                Set<Integer> good = new TreeSet<>(state.good());
                good.add(position);
                yield lacking(good) == 0
                        ? enough(new State(state.next(), asked, good, state.misses(), true))
                        : settle(new State(state.next(), asked, good, state.misses(), false), 0, new ArrayList<>());
            }
            case Answer.Failed(int position, ErrorCode code, String why) -> {
                Miss miss = new Miss(source(position), code, why);
                List<Miss> misses = new ArrayList<>(state.misses());
                misses.add(miss);
                List<Effect<Action, Outcome>> effects = new ArrayList<>();
                effects.add(new Effect.Do<>(new Action.Note(miss)));
                yield settle(new State(state.next(), asked, state.good(), misses, false), 0, effects);
            }
        };
    }

    /** Asks until enough are good or on their way, and {@code extra} more; gives up when there is nobody left. */
    private Step<State, Action, Outcome> settle(State state, int extra, List<Effect<Action, Outcome>> effects) {
        Set<Integer> asked = new TreeSet<>(state.asked());
        int more = Math.max(0, lacking(state.good()) - asked.size()) + extra;
        int next = state.next();
        while (more > 0 && next < sources.size()) {
            Source source = sources.get(next++);
            asked.add(source.position());
            effects.add(new Effect.Do<>(new Action.Ask(source)));
            more--;
        }
        boolean over = asked.isEmpty();
        if (over) {
            effects.add(new Effect.Report<>(notEnough(state)));
        } else if (next < sources.size()) {
            effects.add(new Effect.WakeAfter<>(hedge));
        }
        return new Step<>(new State(next, asked, state.good(), state.misses(), over), effects);
    }

    /** A performer that fails would leave an answer outstanding for ever. */
    private Step<State, Action, Outcome> giveUp(State state) {
        return Step.to(
                new State(state.next(), Set.of(), state.good(), state.misses(), true),
                new Effect.Report<>(notEnough(state)));
    }

    /** How many more are needed at least. */
    private int lacking(Set<Integer> good) {
        if (good.size() < needed) {
            return needed - good.size();
        }
        return restores.test(good) ? 0 : 1;
    }

    private Outcome notEnough(State state) {
        int have = state.good().size();
        return new Outcome.NotEnough(have, have + lacking(state.good()), state.misses());
    }

    private Step<State, Action, Outcome> enough(State state) {
        List<Effect<Action, Outcome>> effects = new ArrayList<>();
        for (int position : new TreeSet<>(state.asked())) {
            effects.add(new Effect.Do<>(new Action.Cancel(source(position))));
        }
        List<Integer> positions = state.good().stream().sorted().toList();
        effects.add(new Effect.Report<>(new Outcome.Enough(positions, state.misses())));
        return new Step<>(state, effects);
    }

    private Source source(int position) {
        Optional<Source> found =
                sources.stream().filter(source -> source.position() == position).findFirst();
        return found.orElseThrow();
    }
}
