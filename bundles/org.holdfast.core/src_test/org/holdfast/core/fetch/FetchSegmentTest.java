// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.holdfast.core.Conversation;
import org.holdfast.core.Event;
import org.holdfast.core.fetch.FetchSegment.Action;
import org.holdfast.core.fetch.FetchSegment.Answer;
import org.holdfast.core.fetch.FetchSegment.Outcome;
import org.holdfast.core.fetch.FetchSegment.Source;
import org.holdfast.core.fetch.FetchSegment.State;
import org.holdfast.core.support.People;
import org.holdfast.model.ErrorCode;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class FetchSegmentTest {
    private static final Duration HEDGE = Duration.ofSeconds(2);

    private final List<Integer> asked = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();
    private final List<FetchSegment.Miss> noted = new ArrayList<>();
    private int wishes;

    private Conversation<State, Action, Answer, Outcome> talk(int needed, int sources) {
        return talk(needed, good -> true, sources);
    }

    private Conversation<State, Action, Answer, Outcome> talk(
            int needed, Predicate<Set<Integer>> restores, int sources) {
        List<Source> all = IntStream.range(0, sources)
                .mapToObj(i -> new Source(i, People.BOB.id()))
                .toList();
        Conversation.Outlet outlet = new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                throw new AssertionError("a coordinator has no link");
            }

            @Override
            public void wakeAfter(Duration delay) {
                assertEquals(HEDGE, delay);
                wishes++;
            }
        };
        return new Conversation<>(new FetchSegment(needed, restores, all, HEDGE), this::perform, outlet);
    }

    private Optional<Answer> perform(Action action) {
        switch (action) {
            case Action.Ask(Source source) -> asked.add(source.position());
            case Action.Cancel(Source source) -> cancelled.add(source.position());
            case Action.Note(FetchSegment.Miss miss) -> noted.add(miss);
        }
        return Optional.empty();
    }

    private static Event<Answer> good(int position) {
        return new Event.Done<>(new Answer.Good(position));
    }

    private static Event<Answer> bad(int position) {
        return new Event.Done<>(new Answer.Failed(position, ErrorCode.AUTHENTICATION_FAILED, "wrong tag"));
    }

    @Test
    void theFastestAreAskedFirstAndNoOthers() {
        var talk = talk(3, 5);
        talk.begin();
        assertEquals(List.of(0, 1, 2), asked);
        talk.accept(good(2));
        talk.accept(good(0));
        Outcome outcome = talk.accept(good(1)).orElseThrow();
        assertEquals(new Outcome.Enough(List.of(0, 1, 2), List.of()), outcome);
        assertEquals(3, asked.size());
    }

    @Test
    @Tag("R54")
    void badShardsAreSkippedAndReportedAndNeverUsed() {
        var talk = talk(3, 5);
        talk.begin();
        talk.accept(bad(1));
        assertEquals(List.of(0, 1, 2, 3), asked, "the next one takes its place at once");
        talk.accept(good(0));
        talk.accept(good(2));
        var enough = assertInstanceOf(Outcome.Enough.class, talk.accept(good(3)).orElseThrow());
        assertEquals(List.of(0, 2, 3), enough.positions());
        assertEquals(1, noted.getFirst().source().position());
        assertEquals(noted, enough.misses());
    }

    @Test
    void theSlowAreHedgedOneByOne() {
        var talk = talk(3, 5);
        talk.begin();
        talk.elapsed();
        assertEquals(List.of(0, 1, 2, 3), asked);
        talk.elapsed();
        assertEquals(List.of(0, 1, 2, 3, 4), asked);
        assertEquals(2, wishes, "nobody is left to hedge with");
        talk.elapsed();
        assertEquals(5, asked.size());
        talk.accept(good(4));
        talk.accept(good(3));
        var enough = assertInstanceOf(Outcome.Enough.class, talk.accept(good(0)).orElseThrow());
        assertEquals(List.of(0, 3, 4), enough.positions());
        assertEquals(List.of(1, 2), cancelled, "what is still on its way is not needed any more");
    }

    @Test
    void notEnoughIsSaidOnlyWhenNothingIsOnItsWay() {
        var talk = talk(2, 3);
        talk.begin();
        talk.accept(bad(0));
        talk.accept(bad(2));
        var result = talk.accept(good(1));
        var notEnough = assertInstanceOf(Outcome.NotEnough.class, result.orElseThrow());
        assertEquals(1, notEnough.have());
        assertEquals(2, notEnough.need());
        assertEquals(2, notEnough.misses().size());
    }

    @Test
    @Tag("R39")
    void whenTheCodeCannotDoWithMItGoesOnOneByOne() {
        var talk = talk(2, good -> good.contains(3), 5);
        talk.begin();
        talk.accept(good(0));
        assertEquals(List.of(0, 1), asked);
        assertTrue(talk.accept(good(1)).isEmpty());
        assertEquals(List.of(0, 1, 2), asked);
        assertTrue(talk.accept(bad(2)).isEmpty());
        assertEquals(List.of(0, 1, 2, 3), asked);
        var enough = assertInstanceOf(Outcome.Enough.class, talk.accept(good(3)).orElseThrow());
        assertEquals(List.of(0, 1, 3), enough.positions());
        assertEquals(4, asked.size());
    }

    @Test
    @Tag("R39")
    void whenTheCodeCannotDoWithAllThereAreItSaysThatOneMoreIsNeeded() {
        var talk = talk(1, good -> good.size() == 3, 2);
        talk.begin();
        talk.accept(good(0));
        assertEquals(
                new Outcome.NotEnough(2, 3, List.of()), talk.accept(good(1)).orElseThrow());
    }

    @Test
    void whereThereIsNobodyToAskThereIsNotEnough() {
        assertEquals(new Outcome.NotEnough(0, 2, List.of()), talk(2, 0).begin().orElseThrow());
    }

    @Test
    void answersThatNobodyAskedForAreIgnored() {
        var talk = talk(1, 2);
        talk.begin();
        assertTrue(talk.accept(good(1)).isEmpty());
        assertTrue(talk.accept(good(0)).isPresent());
    }

    @Test
    void aPositionHasOneSource() {
        Source twice = new Source(0, People.BOB.id());
        assertThrows(IllegalArgumentException.class, () -> new FetchSegment(1, List.of(twice, twice), HEDGE));
    }

    /** Whatever happens in whatever order: enough good ones or the truth, nobody asked twice, always an end. */
    @Test
    @Tag("R54")
    void anyHistoryEndsInEnoughGoodOnesOrInTheTruth() {
        for (long seed = 0; seed < 2000; seed++) {
            history(seed);
        }
    }

    private void history(long seed) {
        asked.clear();
        SplittableRandom random = new SplittableRandom(seed);
        int needed = 1 + random.nextInt(6);
        int sources = random.nextInt(10);
        // An optimal code, or one that cannot do without a certain position.
        int vital = random.nextInt(20);
        Predicate<Set<Integer>> restores = good -> vital >= 10 || good.contains(vital);
        var talk = talk(needed, restores, sources);
        Optional<Outcome> outcome = talk.begin();
        Set<Integer> answered = new HashSet<>();
        Set<Integer> right = new HashSet<>();
        while (outcome.isEmpty()) {
            List<Integer> open =
                    asked.stream().filter(p -> !answered.contains(p)).toList();
            assertFalse(open.isEmpty(), "seed " + seed + ": it waits for nobody");
            int event = random.nextInt(4);
            int position = open.get(random.nextInt(open.size()));
            if (event == 0) {
                outcome = talk.elapsed();
                continue;
            }
            answered.add(position);
            if (event == 1) {
                outcome = talk.accept(bad(position));
            } else {
                right.add(position);
                outcome = talk.accept(good(position));
            }
        }
        assertEquals(new HashSet<>(asked).size(), asked.size(), "seed " + seed);
        switch (outcome.get()) {
            case Outcome.Enough(List<Integer> positions, List<FetchSegment.Miss> misses) -> {
                assertTrue(right.containsAll(positions), "seed " + seed);
                assertTrue(restores.test(Set.copyOf(positions)), "seed " + seed);
                assertTrue(positions.size() >= needed, "seed " + seed);
                assertTrue(positions.size() == needed || vital < 10, "seed " + seed + ": more than were needed");
            }
            case Outcome.NotEnough(int have, int need, List<FetchSegment.Miss> misses) -> {
                assertEquals(right.size(), have, "seed " + seed);
                assertTrue(have < needed || !restores.test(right), "seed " + seed);
                assertEquals(Math.max(needed, have + 1), need, "seed " + seed);
                assertEquals(sources, answered.size(), "seed " + seed + ": somebody was not asked");
            }
        }
    }
}
