// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.holdfast.model.OwnerId;

/**
 * Which partners did not take a block that was to move to them, so that none of them is asked again soon: after a pause
 * that doubles each time, and begins anew when it has taken one. Thread-safe; not durable.
 */
public final class Refusals {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final LongSupplier nanos;
    private final Map<OwnerId, Refusal> last = new ConcurrentHashMap<>();

    private record Refusal(long at, Duration pause) {
        Duration next() {
            Duration twice = pause.multipliedBy(2);
            return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        }

        boolean isOver(long now) {
            return now - at >= pause.toNanos();
        }
    }

    /** @param nanos a stop-watch that never goes back */
    public Refusals(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void refused(OwnerId partner) {
        long now = nanos.getAsLong();
        last.merge(partner, new Refusal(now, FIRST), (old, first) -> new Refusal(now, old.next()));
    }

    void taken(OwnerId partner) {
        last.remove(partner);
    }

    /** Those that are not asked now. */
    Set<OwnerId> present() {
        long now = nanos.getAsLong();
        return last.entrySet().stream()
                .filter(each -> !each.getValue().isOver(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
