// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.Result;
import org.holdfast.node.control.CheckReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No health check keeps another from being heard, and those of others are heard like the node's own. */
@Tag("G")
class CheckupTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static NamedCheck own(String name, Finding... findings) {
        return new NamedCheck(name, new SubsystemCheck(name, () -> List.of(findings)));
    }

    @Test
    void oneThatHangsOrThrowsIsNeitherGoodNorBad() {
        CountDownLatch never = new CountDownLatch(1);
        NamedCheck hangs = new NamedCheck("hangs", () -> {
            try {
                never.await();
                throw new AssertionError("nobody counts down");
            } catch (InterruptedException e) {
                return new Result(Result.Status.OK, "interrupted");
            }
        });
        NamedCheck throwing = new NamedCheck("throws", () -> {
            throw new IllegalStateException("on purpose");
        });
        List<CheckReport> reports = new Checkup(
                        () -> List.of(throwing, own("well", Finding.ok("Fine.")), hangs), SHORT, System::nanoTime)
                .run();
        assertEquals(
                List.of("hangs", "throws", "well"),
                reports.stream().map(CheckReport::check).toList());
        assertEquals(
                List.of("HEALTH_CHECK_ERROR", "HEALTH_CHECK_ERROR", "OK"),
                reports.stream().map(CheckReport::status).toList());
        assertTrue(reports.get(1).findings().getFirst().found().contains("on purpose"), reports::toString);
    }

    @Test
    void theWorstFindingIsTheStatusAndEachKeepsItsMend() {
        CheckReport report = new Checkup(
                        () -> List.of(own("disk", Finding.critical("Full.", "Free some."), Finding.ok("Fast."))),
                        SHORT,
                        System::nanoTime)
                .run()
                .getFirst();
        assertEquals("CRITICAL", report.status());
        assertEquals("Full.", report.findings().getFirst().found());
        assertEquals("Free some.", report.findings().getFirst().mend());
        assertEquals("OK", report.findings().getLast().status());
    }

    @Test
    void aCheckOfAPluginIsHeardWithoutWhatIsForDebugging() {
        NamedCheck foreign = new NamedCheck("foreign", () -> {
            FormattingResultLog log = new FormattingResultLog();
            log.debug("not for people");
            log.warn("Only {} of {}.", 1, 2);
            return new Result(log);
        });
        CheckReport report = new Checkup(() -> List.of(foreign), SHORT, System::nanoTime)
                .run()
                .getFirst();
        assertEquals("WARN", report.status());
        assertEquals(1, report.findings().size());
        assertEquals("Only 1 of 2.", report.findings().getFirst().found());
    }

    @Test
    void whoeverAsksTooOftenHearsTheSameAgain() {
        AtomicInteger executed = new AtomicInteger();
        long[] nanos = {0};
        NamedCheck counting = new NamedCheck("counts", () -> {
            executed.incrementAndGet();
            return new Result(Result.Status.OK, "Fine.");
        });
        Checkup checkup = new Checkup(() -> List.of(counting), Duration.ofSeconds(10), () -> nanos[0]);
        checkup.run();
        checkup.run();
        assertEquals(1, executed.get());
        nanos[0] = Duration.ofSeconds(3).toNanos();
        checkup.run();
        assertEquals(2, executed.get());
    }
}
