// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.work;

import java.time.Duration;

/** Spans of time as people read them. */
public final class Spans {
    private Spans() {}

    /** Whole days from two on, else whole hours from two on, else minutes; rounded down, and never negative. */
    public static String words(Duration span) {
        Duration shown = span.isNegative() ? Duration.ZERO : span;
        if (shown.compareTo(Duration.ofHours(2)) < 0) {
            return shown.toMinutes() + " min";
        }
        return shown.compareTo(Duration.ofDays(2)) < 0 ? shown.toHours() + " h" : shown.toDays() + " days";
    }
}
