// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import java.time.Duration;
import java.time.Instant;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/**
 * The time by which budgets come back. It follows the wall clock, so that a machine which is off at night does not come
 * short, but never faster than {@link #FASTEST} times the time that this node has itself seen go by on a stop-watch. So a
 * wall clock that jumps ahead gives next to nothing away, and one that is put back takes nothing for ever: what it had
 * promised is forgotten, and from there on it counts as before. Pure.
 *
 * @param counted milliseconds since the beginning; never less than before
 * @param wall what the wall clock said last
 * @param owed milliseconds that the wall clock went on and that are not counted yet
 */
public record RefillClock(long counted, Instant wall, long owed) {
    /** A machine that runs six hours a day keeps up. */
    public static final int FASTEST = 4;

    /** More is never owed: by then every budget is full. */
    public static final Duration MOST_OWED = ReadRule.PERIOD;

    private static final int FORMAT = 1;

    public RefillClock {
        if (counted < 0 || owed < 0) {
            throw new IllegalArgumentException("no time is negative");
        }
    }

    /** Begins. */
    public static RefillClock at(Instant wall) {
        return new RefillClock(0, wall, 0);
    }

    /**
     * Some time later.
     *
     * @param now what the wall clock says
     * @param watched what went by on the stop-watch since the last call, in this run of the node
     */
    public RefillClock tick(Instant now, Duration watched) {
        long open = Math.clamp(owed + between(wall, now), 0, MOST_OWED.toMillis());
        long seen = Math.clamp(watched.toMillis(), 0, MOST_OWED.toMillis());
        long more = Math.min(open, seen * FASTEST);
        return new RefillClock(counted + more, now, open - more);
    }

    /** Of what a clock says, which may be anything: as much as 68 years each way. */
    private static long between(Instant from, Instant to) {
        long seconds = Math.clamp(to.getEpochSecond() - from.getEpochSecond(), -Integer.MAX_VALUE, Integer.MAX_VALUE);
        return seconds * 1000 + (to.getNano() - from.getNano()) / 1_000_000;
    }

    /** For the ledger. */
    public Bytes encoded() {
        return Bytes.of(new ByteWriter()
                .u16(FORMAT)
                .u64(counted)
                .u64(wall.toEpochMilli())
                .u64(owed)
                .toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if that is no {@link #encoded} */
    public static RefillClock decode(Bytes encoded) {
        ByteReader in = new ByteReader("time of read budgets", encoded.toArray());
        in.version(FORMAT);
        RefillClock read = new RefillClock(in.u64(), Instant.ofEpochMilli(in.u64()), in.u64());
        in.end();
        return read;
    }
}
