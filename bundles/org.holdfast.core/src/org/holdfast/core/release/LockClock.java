// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.release;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/**
 * The time that locks end by: the clock on the wall, but it cannot be set. It gains at most {@link #pace} times what the
 * node saw go by on its stop-watch, never passes the wall, never goes back and never jumps, so that a wall clock that
 * somebody sets forward frees nothing early, and one that is set back only delays. What went by while the node was not
 * running is made up for at that pace. Pure; the node keeps it in the ledger.
 *
 * <p>The pace follows from how much of the time the node is on, and is at most {@link #FASTEST}: a machine of office
 * hours keeps up with the calendar, one that is always on gains nothing on it, one that is on for less than a quarter of
 * the time falls behind and frees later. The share is measured over some weeks, each
 * gap counting for {@link #LONGEST_GAP} at most, so that one jump of the wall clock does not make it look like a machine
 * that is never on.
 *
 * @param time what this clock says
 * @param wall what the wall said when it was looked at last
 * @param watched how long the node was on, of the time that the share is measured over
 * @param away how long it was not
 */
public record LockClock(Instant time, Instant wall, Duration watched, Duration away) {
    /** So many times faster than the stop-watch it goes at most. */
    public static final double FASTEST = 4;

    /** The wall is further ahead than this: somebody should look. */
    public static final Duration AHEAD = Duration.ofHours(48);

    /** What a single gap counts for at most. */
    static final Duration LONGEST_GAP = Duration.ofDays(4);

    /** What the share is measured over, about. */
    static final Duration MEMORY = Duration.ofDays(56);

    /** A little more than what it has lost while it was off, else a lag once there would stay for ever. */
    private static final double MAKING_UP = 1.25;

    private static final Duration FIRST = Duration.ofDays(1);

    public LockClock {
        if (watched.compareTo(FIRST.dividedBy(2)) < 0 || away.isNegative()) {
            throw new IllegalArgumentException("times are not negative, and some was watched");
        }
    }

    /** One that agrees with the wall. Only for a node that holds nothing: for what it holds, that would be a jump. */
    public static LockClock starting(Instant wall) {
        return new LockClock(wall, wall, FIRST, Duration.ZERO);
    }

    /**
     * After some time.
     *
     * @param nowOnWall what the wall says, which may be anything
     * @param passed on the stop-watch since the last call, not what went by while the node was not running
     */
    public LockClock advance(Instant nowOnWall, Duration passed) {
        if (passed.isNegative()) {
            throw new IllegalArgumentException("a stop-watch does not go back");
        }
        Duration gap = atMost(Duration.between(wall, nowOnWall).minus(passed), LONGEST_GAP);
        Duration net = away.plus(gap); // a wall that is set forward and back again was never away
        LockClock moved = new LockClock(
                later(nowOnWall, passed), nowOnWall, watched.plus(passed), net.isNegative() ? Duration.ZERO : net);
        boolean full = moved.watched.plus(moved.away).compareTo(MEMORY) > 0 && moved.watched.compareTo(FIRST) >= 0;
        return full
                ? new LockClock(moved.time, moved.wall, moved.watched.dividedBy(2), moved.away.dividedBy(2))
                : moved;
    }

    private Instant later(Instant nowOnWall, Duration passed) {
        if (!nowOnWall.isAfter(time)) {
            return time;
        }
        Instant most = time.plusMillis((long) (passed.toMillis() * pace()));
        return most.isBefore(nowOnWall) ? most : nowOnWall;
    }

    /** The same that agrees with the wall again. Only where nothing is held that somebody may wait for. */
    public LockClock restarted() {
        return new LockClock(wall, wall, watched, away);
    }

    /** How many times faster than the stop-watch it may go now, from 1 to {@link #FASTEST}. */
    public double pace() {
        return Math.min(FASTEST, 1 + MAKING_UP * away.toMillis() / watched.toMillis());
    }

    /** By how much the wall is ahead; nothing where it is not. */
    public Duration behind() {
        return wall.isAfter(time) ? Duration.between(time, wall) : Duration.ZERO;
    }

    private static Duration atMost(Duration one, Duration most) {
        return one.compareTo(most) < 0 ? one : most;
    }

    /** As the ledger keeps it: four u64 of milliseconds. */
    public Bytes bytes() {
        ByteWriter out = new ByteWriter(32);
        out.millis(time).millis(wall).u64(watched.toMillis()).u64(away.toMillis());
        return Bytes.of(out.toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if these are not the bytes of one */
    public static LockClock read(Bytes bytes) {
        ByteReader in = new ByteReader("lock clock", bytes.toArray());
        try {
            LockClock clock =
                    new LockClock(in.millis(), in.millis(), Duration.ofMillis(in.u64()), Duration.ofMillis(in.u64()));
            in.end();
            return clock;
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
