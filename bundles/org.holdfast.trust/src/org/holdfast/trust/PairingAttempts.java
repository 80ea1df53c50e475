// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.StateFile;

/**
 * Counts pairings that failed, in {@code identity/pairing} (magic "HFIT"; body: how many u8, at most 3).
 * After three nothing is begun for an hour, so that nobody can try until the digits happen to fit. A run counts when it
 * begins and is struck out when it succeeds, so a crash, a cut or a silence is a failure too. The hour is counted on a
 * stop-watch while the node runs, and begins anew with it: neither a clock nor a restart makes it shorter. Thread-safe.
 */
public final class PairingAttempts {
    /** So many may fail. */
    public static final int MOST = 3;

    /** And then nothing is begun for so long. */
    public static final Duration WAIT = Duration.ofHours(1);

    private final StateFile file;
    private final LongSupplier nanos;
    private int failed; // this and the next are guarded by this
    private long waitingSince;

    /**
     * @param home the node's data folder
     * @param nanos a stop-watch that never goes back
     */
    public PairingAttempts(Path home, LongSupplier nanos) {
        this.file = new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("pairing"), "HFIT", 1, "Move it away and start again");
        this.nanos = nanos;
        this.failed = file.read(PairingAttempts::read).orElse(0);
        this.waitingSince = nanos.getAsLong();
    }

    /** How long nothing may be begun yet; zero if it may. */
    public synchronized Duration left() {
        if (failed < MOST) {
            return Duration.ZERO;
        }
        Duration left = WAIT.minusNanos(nanos.getAsLong() - waitingSince);
        if (left.isPositive()) {
            return left;
        }
        save(0);
        return Duration.ZERO;
    }

    /** @throws HoldfastException PAIRING_REFUSED while nothing may be begun */
    public void requireNoWait() {
        Duration left = left();
        if (left.isPositive()) {
            throw new HoldfastException(
                    ErrorCode.PAIRING_REFUSED,
                    "pairing",
                    MOST + " pairings failed at this machine: it begins no other for "
                            + (left.toMinutes() + 1) + " minutes of its running time, so that nobody can try until"
                            + " the digits happen to fit.",
                    true,
                    null);
        }
    }

    /** A run begins; it is a failure from now on. @throws HoldfastException PAIRING_REFUSED if none may begin */
    public synchronized void begin() {
        requireNoWait();
        save(failed + 1);
        waitingSince = nanos.getAsLong();
    }

    /** The run ended well: there are no failures any more. */
    public synchronized void succeeded() {
        save(0);
    }

    private void save(int count) {
        file.write(new ByteWriter(1).u8(count).toArray());
        failed = count;
    }

    private static int read(ByteReader in) {
        int count = in.u8();
        if (count > MOST) {
            throw in.bad(count + " failures are more than " + MOST);
        }
        return count;
    }
}
