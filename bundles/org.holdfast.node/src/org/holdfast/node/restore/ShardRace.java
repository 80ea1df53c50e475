// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.holdfast.core.Conversation;
import org.holdfast.core.Event;
import org.holdfast.core.Reply;
import org.holdfast.core.fetch.FetchSegment;
import org.holdfast.core.fetch.FetchSegment.Action;
import org.holdfast.core.fetch.FetchSegment.Answer;
import org.holdfast.core.fetch.FetchSegment.Outcome;
import org.holdfast.core.fetch.FetchSegment.Source;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.restore.ShardCheck.Checked;
import org.holdfast.wire.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One segment's shards, raced for: carries out what {@link FetchSegment} wants, a virtual thread for each shard. */
final class ShardRace {
    private static final Logger LOG = LoggerFactory.getLogger(ShardRace.class);
    private static final Duration HEDGE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BUSY_PAUSE = Duration.ofMillis(500);
    private static final int BUSY_TRIES = 120;

    private final PartnerClient partners;
    private final ShardCheck check;
    private final Map<Integer, PlacementRow> places;
    private final Map<OwnerId, Long> speeds;
    private final NodeClock clock;
    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final Map<Integer, byte[]> shards = new ConcurrentHashMap<>();
    private final Map<OwnerId, Long> fetched = new ConcurrentHashMap<>();
    private final Map<Integer, Suspect> suspects = new ConcurrentHashMap<>();
    private final Map<Integer, PlacementRow> unknown = new ConcurrentHashMap<>();
    private long wakeAt;

    ShardRace(
            PartnerClient partners,
            ShardCheck check,
            Map<Integer, PlacementRow> places,
            Map<OwnerId, Long> speeds,
            NodeClock clock) {
        this.partners = partners;
        this.check = check;
        this.places = places;
        this.speeds = speeds;
        this.clock = clock;
    }

    /** The good shards, by position. */
    Map<Integer, byte[]> shards() {
        return shards;
    }

    /** Bytes that came, by who sent them. */
    Map<OwnerId, Long> fetched() {
        return fetched;
    }

    /** Blocks that came and were not what was stored, by position. */
    Map<Integer, Suspect> suspects() {
        return suspects;
    }

    /** Blocks of which their partners know nothing. */
    Collection<PlacementRow> unknown() {
        return unknown.values();
    }

    /**
     * @param needed m
     * @param restores whether m or more shards at these positions do
     */
    Outcome run(int needed, Predicate<Set<Integer>> restores, List<Source> sources) {
        try (ExecutorService readers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fetch-", 1).factory())) {
            var conversation = new Conversation<>(
                    new FetchSegment(needed, restores, sources, HEDGE), action -> perform(action, readers), outlet());
            wakeAt = clock.nanos() + LONGEST.toNanos();
            Optional<Outcome> outcome = conversation.accept(new Event.Started<>());
            while (outcome.isEmpty()) {
                outcome = conversation.accept(next());
            }
            readers.shutdownNow();
            return outcome.get();
        }
    }

    private Event<Answer> next() {
        try {
            Answer answer = answers.poll(wakeAt - clock.nanos(), TimeUnit.NANOSECONDS);
            if (answer != null) {
                return new Event.Done<>(answer);
            }
            wakeAt = clock.nanos() + LONGEST.toNanos();
            return new Event.Elapsed<>();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "restore", "The restore was cancelled.", e);
        }
    }

    private Optional<Answer> perform(Action action, ExecutorService readers) {
        switch (action) {
            case Action.Ask(Source source) -> readers.execute(() -> answers.add(fetch(source)));
            case Action.Cancel cancel -> LOG.trace("Not needed any more: {}", cancel.source());
            case Action.Note(FetchSegment.Miss miss) ->
                LOG.info(
                        "A shard at {} did not help: {} ({})",
                        miss.source().partner().brief(),
                        miss.why(),
                        miss.code());
        }
        return Optional.empty();
    }

    private Answer fetch(Source source) {
        PlacementRow place = places.get(source.position());
        if (place == null) {
            return new Answer.Failed(source.position(), ErrorCode.BLOCK_UNKNOWN, "nothing is placed there");
        }
        try {
            Answer answer = read(source, place);
            for (int again = 0; isBusy(answer) && again < BUSY_TRIES; again++) {
                clock.sleep(BUSY_PAUSE);
                answer = read(source, place);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed(source.position(), ErrorCode.CANCELLED, "it is not needed any more");
        } catch (HoldfastException e) {
            return new Answer.Failed(source.position(), e.code(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("Fetching a shard failed", e);
            return new Answer.Failed(source.position(), ErrorCode.INTERNAL, e.toString());
        }
    }

    /** A partner that is busy has the shard all the same; meanwhile the hedge asks another one. */
    private static boolean isBusy(Answer answer) {
        return answer instanceof Answer.Failed failed && failed.code() == ErrorCode.BUSY;
    }

    private Answer read(Source source, PlacementRow place) {
        long start = clock.nanos();
        BlockFileBuffer file = new BlockFileBuffer(place.payloadLength());
        Reply<Integer> reply = partners.read(
                source.partner(),
                place.agreement(),
                place.block(),
                place.payloadLength(),
                piece -> file.put(piece.offset(), piece.data()));
        return switch (reply) {
            case Reply.Answered<Integer>(Integer bytes) -> {
                fetched.merge(source.partner(), (long) bytes, Long::sum);
                speeds.merge(source.partner(), clock.nanos() - start, (old, now) -> (3 * old + now) / 4);
                yield judge(source, place, file);
            }
            case Reply.Refused<Integer>(ErrorCode code, String why) -> {
                if (code == ErrorCode.BLOCK_UNKNOWN) {
                    unknown.put(source.position(), place);
                }
                yield new Answer.Failed(source.position(), code, why);
            }
            case Reply.Misbehaved<Integer>(String what) ->
                new Answer.Failed(source.position(), ErrorCode.PEER_MISBEHAVED, what);
            case Reply.Silent<Integer>(ErrorCode why) -> new Answer.Failed(source.position(), why, "no answer");
            case Reply.Broken<Integer>(ErrorCode code, String why) -> new Answer.Failed(source.position(), code, why);
        };
    }

    private Answer judge(Source source, PlacementRow place, BlockFileBuffer file) {
        return switch (check.check(file, place)) {
            case Checked.Right(byte[] shard) -> {
                shards.put(source.position(), shard);
                yield new Answer.Good(source.position());
            }
            case Checked.Wrong(String why) -> {
                suspects.put(source.position(), new Suspect(place, file));
                yield new Answer.Failed(source.position(), ErrorCode.AUTHENTICATION_FAILED, why);
            }
        };
    }

    private Conversation.Outlet outlet() {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                throw new IllegalStateException("fetching a segment speaks to nobody itself");
            }

            @Override
            public void wakeAfter(Duration delay) {
                wakeAt = clock.nanos() + delay.toNanos();
            }
        };
    }
}
