// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.swt.widgets.Display;

/**
 * Measures what the UI thread is busy with, in its own processor time, because the machine that runs tests has other
 * things to do, too. A call of the console is what lies between the first and the last of a row of samples with the
 * console's classes in them. A wait is what the thread does from being asked for a word until it answers: calls, and
 * whatever the toolkit paints before it comes to that.
 */
final class LatencyWatch implements AutoCloseable {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 30;

    private final Display display = Display.getDefault();
    private final Thread sampler = new Thread(this::sample, "samples");
    private final Thread asker = new Thread(this::ask, "asks");
    private volatile long longestCall;
    private volatile long longestWait;
    private volatile String where = "";

    LatencyWatch() {
        for (Thread each : new Thread[] {sampler, asker}) {
            each.setDaemon(true);
            each.start();
        }
    }

    private void sample() {
        long begin = -1;
        try {
            while (true) {
                StackTraceElement[] stack = display.getThread().getStackTrace();
                long now = used();
                if (Arrays.stream(stack).noneMatch(LatencyWatch::isOurs)) {
                    begin = -1;
                } else if (begin < 0) {
                    begin = now;
                } else if (now - begin > longestCall) {
                    longestCall = now - begin;
                    where = Arrays.stream(stack)
                            .limit(FRAMES)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining("\n    "));
                }
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static boolean isOurs(StackTraceElement frame) {
        return frame.getClassName().startsWith("org.holdfast.console.")
                && !frame.getClassName().startsWith("org.holdfast.console.test.");
    }

    private void ask() {
        try {
            while (true) {
                long begin = used();
                CountDownLatch answered = new CountDownLatch(1);
                display.asyncExec(answered::countDown);
                answered.await();
                longestWait = Math.max(longestWait, used() - begin);
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private long used() {
        return THREADS.getThreadCpuTime(display.getThread().threadId());
    }

    @Override
    public String toString() {
        return "the longest call on the UI thread took " + millis(longestCall) + " ms, the longest wait "
                + millis(longestWait) + " ms; the call was in\n    " + where;
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public void close() {
        sampler.interrupt();
        asker.interrupt();
    }
}
