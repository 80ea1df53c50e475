// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

/**
 * How many queries are answered out of turn: a few at once, and one more for each interval that has passed. So a group in
 * which somebody asks all the time, because it lacks partners, is no noisier than one in which nobody does, and still
 * answers newcomers at once. The speaker's.
 */
final class Answers {
    /** At once. */
    static final int MOST = 3;

    private final long interval;
    private long passed;
    private int left = MOST;

    /** @param interval of adverts in nanoseconds */
    Answers(long interval) {
        this.interval = Math.max(1, interval);
    }

    void passed(long nanos) {
        passed += nanos;
        long whole = passed / interval;
        left = (int) Math.min(MOST, left + whole);
        passed -= whole * interval;
    }

    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
