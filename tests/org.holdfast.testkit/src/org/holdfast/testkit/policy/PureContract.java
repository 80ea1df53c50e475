// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What all policies promise: the same question gets the same answer, at once, from whichever thread it is asked. */
abstract class PureContract<P> {
    private static final Duration QUICK = Duration.ofSeconds(2);
    private static final int THREADS = 4;
    private static final int TASKS = 8;

    /** One to try; equally configured each time. */
    abstract P made();

    /** What it is asked. */
    abstract List<Function<P, Object>> questions();

    /** How often all that is answered in {@link #QUICK}, at the least. */
    abstract int rounds();

    @Test
    void theAnswerDependsOnNothingElse() {
        P used = made();
        for (Function<P, Object> question : questions()) {
            Object fresh = question.apply(made());
            assertEquals(fresh, question.apply(used));
            assertEquals(fresh, question.apply(used));
        }
    }

    @Test
    void answeringIsQuick() {
        P one = made();
        List<Function<P, Object>> questions = questions();
        assertTimeout(QUICK, () -> ask(one, questions, rounds()));
    }

    @Test
    void severalThreadsMayAskAtOnce() throws InterruptedException, ExecutionException {
        P shared = made();
        List<Function<P, Object>> questions = questions();
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int task = 0; task < TASKS; task++) {
                running.add(threads.submit(() -> ask(shared, questions, Math.max(1, rounds() / TASKS))));
            }
        }
        for (Future<?> task : running) {
            task.get();
        }
    }

    private static <P> void ask(P one, List<Function<P, Object>> questions, int rounds) {
        for (int round = 0; round < rounds; round++) {
            questions.forEach(question -> question.apply(one));
        }
    }

    /** Reasons are shown to people, one in a line. */
    static void assertOneLine(String reason) {
        assertFalse(reason.isBlank() || reason.contains("\n") || reason.length() > 300, reason);
    }
}
