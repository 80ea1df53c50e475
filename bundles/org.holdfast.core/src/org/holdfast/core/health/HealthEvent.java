// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.health;

import java.time.Duration;
import java.time.Instant;

/** Something that says how a partner is. What could not be found out is an event, too, so that nobody takes it for one. */
public sealed interface HealthEvent {
    Instant at();

    /** It was reached. */
    record Answered(Instant at) implements HealthEvent {}

    /** It did not answer an audit in promised time. */
    record Missed(Instant at) implements HealthEvent {}

    /**
     * Time went by in which it could not be reached, though others could. Hours in which both sides promised to be there
     * count for the whole week: of 50 such hours each counts for 168/50.
     *
     * @param watched how much of it this node has itself seen go by, on a stop-watch
     * @param promised how much of that it had promised to be there
     */
    record Absent(Instant at, Duration watched, Duration promised) implements HealthEvent {
        public Absent {
            if (watched.isNegative() || promised.isNegative() || promised.compareTo(watched) > 0) {
                throw new IllegalArgumentException(promised + " of " + watched + " cannot have been promised");
            }
        }
    }

    /** What it gave back, or its answer to an audit, was wrong; or it says itself that too much is damaged. */
    record Wronged(Instant at) implements HealthEvent {}

    /** It has proved what it was wrong about, or the error was this node's own. */
    record Cleared(Instant at) implements HealthEvent {}

    /** There is evidence that it has not what it signed for. */
    record Convicted(Instant at) implements HealthEvent {}

    /** It said beforehand that it will be away until then. An earlier time than it said last takes back the rest. */
    record Leave(Instant at, Instant until) implements HealthEvent {}

    /** Nobody knows: this node was cut off, or a check broke. */
    record Unknown(Instant at) implements HealthEvent {}
}
