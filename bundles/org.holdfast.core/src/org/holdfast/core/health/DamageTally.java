// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;

/**
 * How much of an owner's at a partner was found damaged in the last 30 days, by day of UTC. A disk loses a bit now and
 * then, and who says so is honest; more than one block, and more than one byte in a thousand, counts as wrong. Pure.
 *
 * @param days ascending
 */
public record DamageTally(List<Day> days) {
    /** Nothing was damaged. */
    public static final DamageTally NONE = new DamageTally(List.of());

    /** What is remembered, and judged. */
    public static final int KEPT = 30;

    /** One byte in so many may be damaged. */
    public static final long ONE_IN = 1000;

    private static final long DAY = Duration.ofDays(1).toSeconds();

    public DamageTally {
        days = List.copyOf(days);
    }

    /** @param number days since 1970 */
    public record Day(long number, long blocks, long bytes) {
        Day plus(Day more) {
            return new Day(number, blocks + more.blocks, Math.addExact(bytes, more.bytes));
        }
    }

    /** @param bytes of these blocks */
    public DamageTally plus(Instant at, int blocks, ByteCount bytes) {
        long today = Math.floorDiv(at.getEpochSecond(), DAY);
        List<Day> kept = new ArrayList<>(recent(today));
        Day more = kept.stream()
                .filter(day -> day.number() == today)
                .reduce(new Day(today, blocks, bytes.value()), Day::plus);
        kept.removeIf(day -> day.number() == today);
        kept.add(more);
        kept.sort(Comparator.comparingLong(Day::number));
        return new DamageTally(kept);
    }

    private List<Day> recent(long today) {
        return days.stream().filter(day -> day.number() > today - KEPT).toList();
    }

    /** Whether it is too much. @param stored all that lies there */
    public boolean isTooMuch(Instant at, ByteCount stored) {
        long today = Math.floorDiv(at.getEpochSecond(), DAY);
        Day sum = recent(today).stream().reduce(new Day(today, 0, 0), Day::plus);
        return sum.blocks() > 1 && sum.bytes() > stored.value() / ONE_IN;
    }

    /** For the ledger: for each day its number, u32, blocks, u64, and bytes, u64. */
    public Bytes encoded() {
        ByteWriter out = new ByteWriter();
        days.forEach(day -> out.u32(day.number()).u64(day.blocks()).u64(day.bytes()));
        return Bytes.of(out.toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if that is no {@link #encoded} */
    public static DamageTally decode(Bytes encoded) {
        ByteReader in = new ByteReader("damage at a partner", encoded.toArray());
        List<Day> days = new ArrayList<>();
        while (in.remaining() > 0 && days.size() <= KEPT) {
            days.add(new Day(in.u32(), in.u64(), in.u64()));
        }
        in.end();
        return new DamageTally(days);
    }
}
