// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/**
 * What was really transferred over a link, older transfers counting less: after a week half. Only the time in which
 * something was under way counts. Says since when the average has been below what is agreed. Pure.
 *
 * @param bytes transferred, decayed
 * @param busyNanos the time that took, decayed alike
 * @param at when that was last brought up to date
 * @param shortSince since when the average has been below what is agreed; empty while it is not
 */
public record Traffic(long bytes, long busyNanos, Instant at, Optional<Instant> shortSince) {
    /** Nothing yet. */
    public static final Traffic NONE = new Traffic(0, 0, Instant.EPOCH, Optional.empty());

    /** How long the average must have been too low before an agreement is negotiated anew. */
    public static final Duration LONG_ENOUGH = Duration.ofDays(1);

    private static final double HALF_LIFE = Duration.ofDays(7).toMillis();
    private static final long FOUNDED = 16L << 20; // bytes; less says little
    private static final int ENCODED = 32;

    public Traffic {
        if (bytes < 0 || busyNanos < 0) {
            throw new IllegalArgumentException("bytes and times of transfers are not negative");
        }
    }

    /**
     * With another transfer.
     *
     * @param agreedKbit the average that is agreed; 0 without an agreement
     * @param now a clock that went back decays nothing
     */
    public Traffic plus(long moreBytes, Duration busy, long agreedKbit, Instant now) {
        double age = Math.max(0, Duration.between(at, now).toMillis());
        double rest = Math.pow(0.5, age / HALF_LIFE);
        Traffic sum = new Traffic(
                (long) (bytes * rest) + moreBytes, (long) (busyNanos * rest) + busy.toNanos(), now, shortSince);
        boolean isShort =
                sum.averageKbit().filter(average -> average < agreedKbit).isPresent();
        Optional<Instant> since = isShort ? shortSince.or(() -> Optional.of(now)) : Optional.empty();
        return new Traffic(sum.bytes, sum.busyNanos, now, since);
    }

    /** In kbit/s; empty while too little was transferred. */
    public Optional<Long> averageKbit() {
        return bytes >= FOUNDED ? Optional.of(Speed.kbit(bytes, busyNanos)) : Optional.empty();
    }

    /** Whether it is time to negotiate anew. */
    public boolean hasFallen(Instant now) {
        return shortSince.filter(since -> !since.plus(LONG_ENOUGH).isAfter(now)).isPresent();
    }

    /** After a new agreement on what the link really carries. */
    public Traffic settled() {
        return new Traffic(bytes, busyNanos, at, Optional.empty());
    }

    /** For the ledger: bytes, nanoseconds, ms since 1970, ms since 1970 or 0; u64 each. */
    public Bytes encoded() {
        return Bytes.of(new ByteWriter(ENCODED)
                .u64(bytes)
                .u64(busyNanos)
                .millis(at)
                .millis(shortSince.orElse(Instant.EPOCH))
                .toArray());
    }

    /** @throws org.holdfast.model.MalformedInput if that is no {@link #encoded} */
    public static Traffic decode(Bytes encoded) {
        ByteReader in = new ByteReader("traffic of a link", encoded.toArray());
        Traffic read = new Traffic(
                in.u64(), in.u64(), in.millis(), Optional.of(in.millis()).filter(Instant.EPOCH::isBefore));
        in.end();
        return read;
    }
}
