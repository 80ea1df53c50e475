// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.time.Duration;

/**
 * How long to wait before a node is asked again. One that answers is asked steadily; one that is stopped as well, as that
 * is seen in its folder without asking; one that fails ever more seldom.
 *
 * @param steady between two questions
 * @param longest between two questions to one that fails
 */
public record Pace(Duration steady, Duration longest) {
    public static final Pace USUAL = new Pace(Duration.ofSeconds(2), Duration.ofSeconds(15));

    private static final int DOUBLINGS = 10;

    /** @param failures in a row, this one included */
    Duration next(LinkState state, int failures) {
        return switch (state) {
            case LinkState.Connecting() -> Duration.ZERO;
            case LinkState.Up up -> steady;
            case LinkState.NoNode() -> steady;
            case LinkState.Stopped() -> steady;
            case LinkState.Silent silent -> backOff(failures);
            case LinkState.Refused refused -> backOff(failures);
            case LinkState.NoPass none -> steady;
            case LinkState.Impostor other -> backOff(failures);
        };
    }

    private Duration backOff(int failures) {
        Duration wait = steady.multipliedBy(1L << Math.clamp(failures - 1L, 0, DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
