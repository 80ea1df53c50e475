// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;

/**
 * Measures subjects in rounds, in turns, so that a disturbance hits all alike. Counts the thread's CPU time: other
 * work on the machine lengthens the run, hardly the figure.
 */
final class Stopwatch {
    private static final double WARM_UP_SECONDS = 1.0;
    private static final double ROUND_SECONDS = 0.15;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final int rounds;

    Stopwatch(int rounds) {
        this.rounds = rounds;
    }

    /** The median of the rounds for each subject, in GB (10⁹ bytes) a second. */
    double[] measure(List<Subject> subjects) {
        double[][] speeds = new double[subjects.size()][rounds];
        subjects.forEach(subject -> speed(subject, WARM_UP_SECONDS));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < speeds.length; i++) {
                speeds[i][round] = speed(subjects.get(i), ROUND_SECONDS);
            }
        }
        return Arrays.stream(speeds).mapToDouble(Stopwatch::median).toArray();
    }

    private double speed(Subject subject, double seconds) {
        long start = threads.getCurrentThreadCpuTime();
        long spent = 0;
        long bytes = 0;
        while (spent < seconds * 1e9) {
            subject.call().run();
            bytes += subject.bytes();
            spent = threads.getCurrentThreadCpuTime() - start;
        }
        return (double) bytes / spent;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
