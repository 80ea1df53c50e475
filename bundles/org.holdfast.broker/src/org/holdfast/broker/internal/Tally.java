// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What happened since the last summary. Thread-safe. */
final class Tally {
    private final Map<Reception, Long> answers = new EnumMap<>(Reception.class);
    private long turnedAway;
    private long failed;

    synchronized void answered(Reception reception) {
        answers.merge(reception, 1L, Long::sum);
    }

    synchronized void turnedAway() {
        turnedAway++;
    }

    synchronized void failed() {
        failed++;
    }

    /** In words, and begins anew; empty if nothing happened. */
    synchronized Optional<String> summary() {
        if (answers.isEmpty() && turnedAway == 0 && failed == 0) {
            return Optional.empty();
        }
        String said = "answered " + answers + ", turned away " + turnedAway + ", without an answer " + failed;
        answers.clear();
        turnedAway = 0;
        failed = 0;
        return Optional.of(said);
    }
}
