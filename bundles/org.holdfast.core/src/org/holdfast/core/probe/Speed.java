// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.spi.policy.MeasuredBandwidth;

/**
 * Two figures from the arrivals of a probe: the average over all of it, pauses included, and the least of its windows of
 * 256 KiB. A link that is fast in bursts and then stands still has a low average, however fast the bursts were. The time
 * before the first arrival does not count, as that is the way there and back. Pure.
 */
public final class Speed {
    private static final int WINDOW = 256 * 1024;
    private static final long SHORTEST = 1000; // ns; what comes in one read has no time of its own

    private Speed() {}

    /** So many bytes came at this moment of a stop-watch. */
    public record Arrival(long nanos, int bytes) {}

    /**
     * @param arrivals in order
     * @param end when the measuring ended, on the same stop-watch
     * @return empty if fewer than two came: then nothing was measured
     */
    public static Optional<MeasuredBandwidth> of(List<Arrival> arrivals, long end) {
        if (arrivals.size() < 2) {
            return Optional.empty();
        }
        long begin = arrivals.getFirst().nanos();
        long from = begin;
        long bytes = 0;
        long inWindow = 0;
        long least = Long.MAX_VALUE;
        for (Arrival each : arrivals.subList(1, arrivals.size())) {
            bytes += each.bytes();
            inWindow += each.bytes();
            if (inWindow >= WINDOW) {
                least = Math.min(least, kbit(inWindow, each.nanos() - from));
                from = each.nanos();
                inWindow = 0;
            }
        }
        long average = kbit(bytes, Math.max(end, arrivals.getLast().nanos()) - begin);
        return Optional.of(new MeasuredBandwidth(Math.min(least, average), average));
    }

    /** Bytes over a time as kbit/s. */
    static long kbit(double bytes, long nanos) {
        return (long) (bytes * 8 * Duration.ofMillis(1).toNanos() / Math.max(nanos, SHORTEST));
    }
}
