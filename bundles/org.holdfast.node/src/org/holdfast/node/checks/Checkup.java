// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.FindingReport;

/**
 * Executes health checks side by side, each for a while at most, so that one that hangs or throws keeps no other from
 * being heard: of it nothing is known (HEALTH_CHECK_ERROR). What was found is good for two seconds, however many ask.
 * Thread-safe.
 */
public final class Checkup {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final Supplier<List<NamedCheck>> checks;
    private final Duration patience;
    private final LongSupplier nanos;
    private List<CheckReport> found = List.of(); // this and the next: guarded by this
    private long foundAt;

    /** @param checks asked anew each time: they come and go with their bundles @param nanos a stop-watch */
    public Checkup(Supplier<List<NamedCheck>> checks, Duration patience, LongSupplier nanos) {
        this.checks = checks;
        this.patience = patience;
        this.nanos = nanos;
    }

    /** By name. */
    public synchronized List<CheckReport> run() {
        if (found.isEmpty() || nanos.getAsLong() - foundAt > GOOD_FOR.toNanos()) {
            found = all();
            foundAt = nanos.getAsLong();
        }
        return found;
    }

    private List<CheckReport> all() {
        List<Running> running = checks.get().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .map(Running::new)
                .toList();
        long end = nanos.getAsLong() + patience.toNanos();
        List<CheckReport> reports = new ArrayList<>();
        for (Running each : running) {
            reports.add(each.await(end - nanos.getAsLong()));
        }
        return List.copyOf(reports);
    }

    private final class Running {
        private final String name;
        private final FutureTask<CheckReport> task;
        private final Thread thread;

        Running(NamedCheck check) {
            this.name = check.name();
            this.task = new FutureTask<>(() -> execute(check));
            this.thread = Thread.ofVirtual().name("check-" + name).start(task);
        }

        CheckReport await(long left) {
            try {
                return task.get(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                return unknown("It failed: " + e.getCause() + ".");
            } catch (TimeoutException e) {
                thread.interrupt();
                return unknown("It did not answer within " + patience.toSeconds() + " s.");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                thread.interrupt();
                return unknown("The node is stopping.");
            }
        }

        private CheckReport unknown(String why) {
            String status = Result.Status.HEALTH_CHECK_ERROR.name();
            return new CheckReport(
                    name, status, List.of(new FindingReport(status, why, "The node's log may say more.")), 0);
        }
    }

    private CheckReport execute(NamedCheck check) {
        long before = nanos.getAsLong();
        Result result = check.check().execute();
        double seconds = (nanos.getAsLong() - before) / 1e9;
        List<FindingReport> findings = StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> !entry.isDebug())
                .map(Checkup::report)
                .toList();
        return new CheckReport(check.name(), result.getStatus().name(), findings, seconds);
    }

    private static FindingReport report(ResultLog.Entry entry) {
        return entry instanceof SubsystemCheck.Entry own
                ? new FindingReport(
                        own.finding().status().name(),
                        own.finding().found(),
                        own.finding().mend())
                : new FindingReport(entry.getStatus().name(), String.valueOf(entry.getMessage()), "");
    }
}
