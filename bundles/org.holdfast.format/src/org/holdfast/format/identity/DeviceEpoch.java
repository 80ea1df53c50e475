// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * The number of an owner's device key: the minutes since 2025-01-01 UTC when it was made, or one more than the highest
 * number known, if that is more. So a machine that was recovered from its sheet alone, without knowing how many devices
 * there were before it, is still ahead of them. Stateless.
 */
public final class DeviceEpoch {
    /** Minute 0. */
    public static final Instant ORIGIN = Instant.parse("2025-01-01T00:00:00Z");

    /** How many minutes an epoch may be ahead of the own clock. */
    public static final int AHEAD = 24 * 60;

    private DeviceEpoch() {}

    /** What a node makes of a certificate, given the newest it knows of that owner. */
    public enum Verdict {
        /** The one it knows. */
        KNOWN,
        /** It replaces the known one, if any. */
        NEWER,
        /** Not newer than the known one, and another device: refuse it with EPOCH_STALE and show the known one. */
        STALE,
        /** More than a day ahead of the own clock: nobody can tell what comes after it, so refuse it. */
        FUTURE
    }

    /** Minutes since {@link #ORIGIN}; 0 before it. */
    public static int at(Instant now) {
        return Math.clamp(Duration.between(ORIGIN, now).toMinutes(), 0, Integer.MAX_VALUE);
    }

    /** The epoch of a device key made now. @throws ArithmeticException if {@code highestSeen} is the last there is */
    public static int next(int highestSeen, Instant now) {
        return Math.max(Math.addExact(highestSeen, 1), at(now));
    }

    /** Judges the first certificate that a node sees of an owner; its signatures are right. */
    public static Verdict judge(DeviceCert shown, Instant now) {
        return shown.deviceEpoch() > (long) at(now) + AHEAD ? Verdict.FUTURE : Verdict.NEWER;
    }

    /** Compares a certificate whose signatures are right with the newest known one of the same owner. */
    public static Verdict judge(DeviceCert known, DeviceCert shown, Instant now) {
        if (!known.owner().equals(shown.owner())) {
            throw new IllegalArgumentException("the certificates are of two owners");
        }
        if (shown.deviceEpoch() <= known.deviceEpoch()) {
            return shown.equals(known) ? Verdict.KNOWN : Verdict.STALE;
        }
        return judge(shown, now);
    }
}
