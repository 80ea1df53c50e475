// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** How fast counts of bytes have risen lately, each by its name: what a person wants to see, not the average since the begin. */
final class Rates {
    private static final long WINDOW_MILLIS = 10_000;

    private final Map<String, Deque<Point>> seen = new HashMap<>();

    private record Point(long millis, long bytes) {}

    /** Notes a count and answers its rate in bytes a second; 0 for the first one. */
    double note(String name, long bytes, long millis) {
        Deque<Point> points = seen.computeIfAbsent(name, fresh -> new ArrayDeque<>());
        points.addLast(new Point(millis, bytes));
        while (points.size() > 2 && millis - points.peekFirst().millis() > WINDOW_MILLIS) {
            points.removeFirst();
        }
        Point first = points.peekFirst();
        long time = millis - first.millis();
        return time <= 0 ? 0 : Math.max(0, bytes - first.bytes()) * 1000.0 / time;
    }
}
