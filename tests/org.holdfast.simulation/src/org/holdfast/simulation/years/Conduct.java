// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.time.Duration;

/** What a machine does with what others entrust to it. */
public sealed interface Conduct {
    /** Keeps it. */
    record Honest() implements Conduct {}

    /**
     * Throws some of it away, and answers as if nothing were amiss.
     *
     * @param share of the pieces, above 0, 1 at most
     * @param after how long it keeps everything first
     */
    record Dropper(double share, Duration after) implements Conduct {
        public Dropper {
            if (!(share > 0 && share <= 1) || after.isNegative()) {
                throw new IllegalArgumentException("a dropper drops a share above 0, not " + share + " after " + after);
            }
        }
    }

    /** Throws everything away once it may restore from its partners, and is silent from then on; then comes as another. */
    record Hopper() implements Conduct {}

    /** Throws everything away, stays there, and answers no audit: nothing that it signs can convict it. */
    record Mute(Duration after) implements Conduct {}

    /** Keeps everything, but is silent for that long, then there for a day, and so on. */
    record Rotator(Duration silence) implements Conduct {}

    /** Throws everything away together with the others of its kind, all at one time. */
    record Colluder(Duration after) implements Conduct {}
}
