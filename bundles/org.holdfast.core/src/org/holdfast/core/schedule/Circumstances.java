// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.holdfast.model.WeekSchedule;

/**
 * How things stand when a decision is made.
 *
 * @param now what the wall says
 * @param woke since when the machine has been on without a gap
 * @param zone that times of day are meant in
 * @param quiet hours in which no backup begins
 * @param onBattery whether there is no mains, and that matters
 * @param reach who is there
 * @param obstacle something that lets no backup begin at all, in words
 */
public record Circumstances(
        Instant now,
        Instant woke,
        ZoneId zone,
        Optional<WeekSchedule> quiet,
        boolean onBattery,
        Reach reach,
        Optional<String> obstacle) {
    /**
     * Partners that can be reached, counted by machines.
     *
     * @param needed fewer are of no use
     * @param wanted with so many nothing has to wait
     */
    public record Reach(int reachable, int needed, int wanted) {}

    /**
     * What was tried of late, by the stop-watch.
     *
     * @param since the last backup of the source began; none in this run of the node
     * @param pause how long to leave it alone after a failure; zero if there was none
     * @param failure in words
     */
    public record Attempts(Optional<Duration> since, Duration pause, String failure) {
        public static final Attempts NONE = new Attempts(Optional.empty(), Duration.ZERO, "");
    }
}
