// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.holdfast.model.OwnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partners a run misses: since when, why, and for which of them it stands still. Patience is counted for the
 * partner, not for each block, so that one who is away costs it once. Thread-safe.
 */
public final class Absences {
    private static final Logger LOG = LoggerFactory.getLogger(Absences.class);

    private final LongSupplier nanos;
    private final Function<OwnerId, String> names;
    private final Map<OwnerId, Absence> missed = new TreeMap<>(); // guarded by this

    /** @param refuses whether it is there and will not take the block */
    private record Absence(long since, boolean refuses, String why, boolean holdsUp, boolean said) {
        Absence holdingUp(boolean now) {
            return new Absence(since, refuses, why, now, said || now);
        }
    }

    /**
     * @param nanos a stop-watch that never goes back
     * @param names of partners, for people
     */
    public Absences(LongSupplier nanos, Function<OwnerId, String> names) {
        this.nanos = nanos;
        this.names = names;
    }

    /** It could not be reached. @return for how long it has been missed */
    synchronized Duration away(OwnerId partner, String why) {
        return note(partner, false, why);
    }

    /** It does not take a block, and asking again soon is of no use. @return for how long it has been so */
    synchronized Duration refuses(OwnerId partner, String why) {
        return note(partner, true, why);
    }

    private Duration note(OwnerId partner, boolean refuses, String why) {
        Absence known = missed.get(partner);
        if (known == null || known.refuses() != refuses) {
            known = new Absence(nanos.getAsLong(), refuses, why, false, false);
            missed.put(partner, known);
        }
        return Duration.ofNanos(nanos.getAsLong() - known.since());
    }

    /** The run stands still until this partner takes its block. Said once. */
    synchronized void holdsUp(OwnerId partner) {
        Absence known = missed.get(partner);
        if (known == null) {
            return;
        }
        if (!known.said()) {
            LOG.warn("The backup waits for {}: {}. It goes on by itself.", names.apply(partner), known.why());
        }
        missed.put(partner, known.holdingUp(true));
    }

    /** The run goes on without it; its block waits in the spool. */
    synchronized void spooled(OwnerId partner) {
        missed.computeIfPresent(partner, (id, known) -> known.holdingUp(false));
    }

    /** It has taken a block. */
    synchronized void back(OwnerId partner) {
        Absence known = missed.remove(partner);
        if (known != null && known.said()) {
            LOG.info("The backup no longer waits for {}", names.apply(partner));
        }
    }

    /** Whether the next segment should do without it if it can. */
    public synchronized boolean isRefusing(OwnerId partner) {
        Absence known = missed.get(partner);
        return known != null && known.refuses();
    }

    /** Whom the run stands still for, and why; for people. */
    public synchronized Optional<String> shown() {
        String all = missed.entrySet().stream()
                .filter(each -> each.getValue().holdsUp())
                .map(each -> names.apply(each.getKey()) + " (" + each.getValue().why() + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(all).filter(text -> !text.isEmpty()).map(text -> "for " + text);
    }

    /** The run is over. */
    synchronized void forget() {
        missed.clear();
    }
}
