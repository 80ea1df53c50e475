// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.WeekSchedule;

/**
 * How well a partner keeps to its promised hours, as this node has seen it: for each of the last days (of UTC) how much
 * promised time went by while this node looked, and in how much of that the partner could be reached. Time in which
 * nobody looked, and hours that were not promised, count neither way. Pure.
 *
 * @param days ascending, at most {@link #KEPT}
 */
public record Presence(List<Day> days) {
    /** Days that are remembered. */
    public static final int KEPT = 35;

    /** Nothing seen yet. */
    public static final Presence NONE = new Presence(List.of());

    /** Between two looks; after a longer gap nobody knows what was in it. */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);

    private static final long WORTH = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toSeconds();
    private static final int ENCODED = 12;

    public Presence {
        days = List.copyOf(days);
    }

    /** @param number days since 1970 */
    public record Day(long number, long promisedMillis, long seenMillis) {
        Day plus(long promised, long seen) {
            return new Day(number, promisedMillis + promised, seenMillis + seen);
        }
    }

    /** Over some days. */
    public record Kept(Duration promised, Duration seen) {
        /** From 0 to 1; 1 where less than an hour was promised, as that says nothing. */
        public double share() {
            return promised.compareTo(Duration.ofHours(1)) < 0 ? 1 : (double) seen.toMillis() / promised.toMillis();
        }
    }

    /**
     * With another look.
     *
     * @param from when the time began that was looked at
     * @param span how long it was
     * @param reached whether the partner could be reached
     * @param promised the partner's hours
     */
    public Presence with(Instant from, Duration span, boolean reached, WeekSchedule promised) {
        boolean counts = span.compareTo(LONGEST_LOOK) <= 0 && !span.isNegative() && promised.isOnline(from);
        return counts ? plus(number(from), span.toMillis(), reached) : this;
    }

    private Presence plus(long number, long millis, boolean reached) {
        List<Day> sum = new ArrayList<>(days);
        sum.removeIf(day -> day.number() == number);
        Day before =
                days.stream().filter(day -> day.number() == number).findFirst().orElse(new Day(number, 0, 0));
        sum.add(before.plus(millis, reached ? millis : 0));
        sum.sort(Comparator.comparingLong(Day::number));
        return new Presence(sum.subList(Math.max(0, sum.size() - KEPT), sum.size()));
    }

    /** Of the days since then, that of {@code since} included. */
    public Kept since(Instant since) {
        long first = number(since);
        List<Day> counted = days.stream().filter(day -> day.number() >= first).toList();
        return new Kept(
                Duration.ofMillis(
                        counted.stream().mapToLong(Day::promisedMillis).sum()),
                Duration.ofMillis(counted.stream().mapToLong(Day::seenMillis).sum()));
    }

    /**
     * For how many days up to yesterday it was never there though it had promised: those that it was down if it is there
     * now. Days on which it had promised less than an hour, or nobody looked, do not count.
     */
    public int daysDown(Instant now) {
        long today = number(now);
        List<Day> before = days.stream()
                .filter(day -> day.number() < today && day.promisedMillis() >= WORTH)
                .toList();
        int down = 0;
        while (down < before.size() && before.get(before.size() - 1 - down).seenMillis() == 0) {
            down++;
        }
        return down;
    }

    /** How many whole days lie between two moments on which an hour or more was promised; at most {@link #KEPT}. */
    public static int promisedDays(WeekSchedule promised, Instant from, Instant to) {
        long first = Math.max(number(from) + 1, number(to) - KEPT);
        return (int) LongStream.range(first, number(to))
                .filter(day -> IntStream.range(0, 24)
                        .anyMatch(hour -> promised.isOnline(Instant.ofEpochSecond(day * DAY + hour * 3600L))))
                .count();
    }

    /** Whether it was there today. */
    public boolean isSeenToday(Instant now) {
        long today = number(now);
        return days.stream().anyMatch(day -> day.number() == today && day.seenMillis() > 0);
    }

    private static long number(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), DAY);
    }

    /** For the ledger: for each day its number, promised and seen milliseconds, u32 each. */
    public Bytes encoded() {
        ByteWriter out = new ByteWriter(days.size() * ENCODED);
        days.forEach(day -> out.u32(day.number()).u32(day.promisedMillis()).u32(day.seenMillis()));
        return Bytes.of(out.toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if that is no {@link #encoded} */
    public static Presence decode(Bytes encoded) {
        ByteReader in = new ByteReader("presence of a partner", encoded.toArray());
        List<Day> days = new ArrayList<>();
        while (in.remaining() > 0 && days.size() < KEPT) {
            days.add(new Day(in.u32(), in.u32(), in.u32()));
        }
        in.end();
        return new Presence(days);
    }
}
