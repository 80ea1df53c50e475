// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.holdfast.core.health.HealthState;

/**
 * {@code TownReport MACHINES YEARS SEEDS MINUTES}: what happens to so many machines in so many years, for each of so many
 * seeds; what cheating costs; how long it stays hidden; how much is lost; what repairs read. Prints Markdown; fails where a
 * promise is broken. Histories that are not begun when most of the minutes are over are left out, and said to be.
 */
final class TownReport {
    private static final Duration COMMITMENT = Duration.ofDays(21);
    private static final double DAY = Habit.DAY;

    private static final int CORES =
            Integer.getInteger("holdfast.simulation.cores", Runtime.getRuntime().availableProcessors());

    private final int machines;
    private final int days;
    private final int seeds;
    private final Duration most;

    private TownReport(int machines, int years, int seeds, Duration most) {
        this.machines = machines;
        this.days = years * 365;
        this.seeds = seeds;
        this.most = most;
    }

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        TownReport report = new TownReport(
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Duration.ofMinutes(Integer.parseInt(args[3])));
        report.detection();
        report.losses();
        report.prices();
        report.reading();
        report.honest();
        say("%n%.1f minutes, %d at a time.", ran().toMillis() / 60_000.0, CORES);
    }

    /** Since this program began. */
    private static Duration ran() {
        return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }

    /** What came of one history for each seed, as many at a time as there are cores. */
    private static <T> List<T> all(int seeds, LongFunction<T> history) throws InterruptedException, ExecutionException {
        return within(Duration.ofDays(365), seeds, history);
    }

    /** The same, of those that could be begun in time; one at least. */
    private static <T> List<T> within(Duration end, int seeds, LongFunction<T> history)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(CORES)) {
            List<Future<Optional<T>>> running = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                long mine = seed;
                running.add(pool.submit(() -> mine == 1 || ran().compareTo(end) < 0
                        ? Optional.of(history.apply(mine))
                        : Optional.<T>empty()));
            }
            List<T> done = new ArrayList<>();
            for (Future<Optional<T>> each : running) {
                each.get().ifPresent(done::add);
            }
            return done;
        }
    }

    private void honest() throws InterruptedException, ExecutionException {
        AtomicLong cpu = new AtomicLong();
        List<TownTally> tallies = within(most, seeds, seed -> timed(cpu, seed));
        double seconds = cpu.get() / 1e9;
        double years = tallies.stream().mapToDouble(TownTally::years).sum();
        say(
                "%n## An office where nobody cheats%n%n%d machines, %d days, %d of %d seeds: %.0f node-years in %.0f s"
                        + " of processor time (%.0f a second).%n",
                machines, days, tallies.size(), seeds, years, seconds, years / seconds);
        say("| | |%n|---|---:|");
        row("machines that died", sum(tallies, TownTally::deaths));
        row("recoveries of whole backups", sum(tallies, TownTally::recoveries));
        row("of these, with something missing", sum(tallies, TownTally::notRecovered));
        row("data lost", sum(tallies, TownTally::losses));
        row("pieces that rotted", sum(tallies, TownTally::rots));
        row(
                "days until the last rotten one was mended",
                tallies.stream()
                                .mapToLong(each -> each.rotMended().getMax())
                                .max()
                                .orElse(0)
                        / DAY);
        row(
                "honest machines said to have reneged, or convicted",
                sum(tallies, each -> each.honest(HealthState.RENEGED) + each.honest(HealthState.CORRUPT)));
    }

    private TownTally timed(AtomicLong cpu, long seed) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        Town town = new Town(TownPlan.office(machines), seed).live(days);
        cpu.addAndGet(threads.getCurrentThreadCpuTime() - begun);
        return town.tally();
    }

    private interface Count {
        int of(TownTally tally);
    }

    private static double sum(List<TownTally> tallies, Count count) {
        return tallies.stream().mapToInt(count::of).sum();
    }

    private static void row(String what, double number) {
        say(number == Math.rint(number) ? "| %s | %.0f |" : "| %s | %.2f |", what, number);
    }

    private void prices() throws InterruptedException, ExecutionException {
        say(
                "%n## What cheating costs%n%n%d of %d machines cheat, 2 years. Paid: share-days kept for partners for"
                        + " each that partners keep and would give back.%n",
                machines / 10, machines);
        say("| who | confederation | safe, share of days | paid | paid by the honest |%n|---|---|---:|---:|---:|");
        price("keeps nothing after a month", "managed", new Conduct.Dropper(1, Duration.ofDays(30)), Duration.ZERO);
        price("the same, and answers no audit", "managed", new Conduct.Mute(Duration.ofDays(30)), Duration.ZERO);
        price(
                "throws 1 % away after a month",
                "managed", new Conduct.Dropper(0.01, Duration.ofDays(30)), Duration.ZERO);
        price("silent for 13 days of 14", "managed", new Conduct.Rotator(Duration.ofDays(13)), Duration.ZERO);
        price("hops as soon as it may restore", "open", new Conduct.Hopper(), COMMITMENT);
        price("hops as soon as it may restore", "open, without commitment", new Conduct.Hopper(), Duration.ZERO);
    }

    private void price(String who, String where, Conduct conduct, Duration commitment)
            throws InterruptedException, ExecutionException {
        TownPlan plan = TownPlan.office(machines)
                .with(Collections.nCopies(machines / 10, conduct))
                .open(commitment);
        List<Pair> pairs = all(Math.min(seeds, 10), seed -> {
            Town town = new Town(plan, seed).live(730);
            return new Pair(town.price(conduct.getClass()), town.price(Conduct.Honest.class));
        });
        Price cheat = pairs.stream().map(Pair::cheat).reduce(Price.NOTHING, Price::plus);
        Price honest = pairs.stream().map(Pair::honest).reduce(Price.NOTHING, Price::plus);
        say("| %s | %s | %.3f | %.2f | %.2f |", who, where, cheat.safety(), cheat.paid(), honest.paid());
    }

    private record Pair(Price cheat, Price honest) {}

    private void reading() throws InterruptedException, ExecutionException {
        say("%n## Reading for repairs%n%n60 machines, 5+4, 3 years, 4 seeds. A share that is made anew is read from 5"
                + " partners.%n");
        say("| machines live, d | whole sets a year | made anew, a year and machine | attempts that waited | days"
                + " missing | losses | days without a whole restore |%n|---:|---:|---:|---:|---:|---:|---:|");
        for (int lifetime : new int[] {730, 365}) {
            for (int yearly : new int[] {0, 4, 8, 16}) {
                reading(Duration.ofDays(lifetime), yearly);
            }
        }
    }

    private static void reading(Duration lifetime, int yearly) throws InterruptedException, ExecutionException {
        TownPlan office = TownPlan.office(60);
        TownPlan plan =
                office.of(office.shape(), lifetime, Duration.ofDays(365)).reading(yearly);
        List<TownTally> all = all(4, seed -> new Town(plan, seed).live(3 * 365).tally());
        double years = all.stream().mapToDouble(TownTally::years).sum();
        say(
                "| %d | %s | %.2f | %.0f | %.2f | %.0f | %.2f %% |",
                lifetime.toDays(),
                yearly == 0 ? "any" : String.valueOf(yearly),
                sum(all, TownTally::repairs) / years,
                sum(all, TownTally::waited),
                all.stream()
                                .mapToDouble(each -> each.mended().getAverage())
                                .average()
                                .orElse(0)
                        / DAY,
                sum(all, TownTally::losses),
                100 * all.stream().mapToDouble(TownTally::unreadable).average().orElse(0));
    }

    private void detection() throws InterruptedException, ExecutionException {
        say("%n## Audits until a loss is found%n%n%d samples each.%n", Watch.SAMPLES);
        say(
                "| lost | cases | audits, mean | 1/(1 − (1 − f)^%d) | difference |%n|---:|---:|---:|---:|---:|",
                Watch.SAMPLES);
        for (double share : new double[] {0.0003, 0.001, 0.003, 0.01}) {
            var found =
                    Trials.detection(all(8, seed -> Trials.droppers(share, seed).tally()));
            double formula = 1 / -Math.expm1(Watch.SAMPLES * Math.log1p(-share));
            say(
                    "| %.2f %% | %d | %.3f | %.3f | %+.1f %% |",
                    100 * share, found.failed(), found.mean(), formula, 100 * (found.mean() / formula - 1));
        }
    }

    private void losses() throws InterruptedException, ExecutionException {
        say("%n## Losses against the planner%n%nMachines that live a month or two, so that something happens; a shard"
                + " stays missing for two days.%n");
        say("| code | lifetime, d | histories | losses | a year | planner | standard error | difference |%n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Trials.Loss each : Trials.LOSSES) {
            List<TownTally> towns =
                    all(each.histories(), seed -> Trials.dying(each, seed).tally());
            Trials.Rate rate = Trials.rate(towns);
            double planner = each.planned(rate.missingDays());
            say(
                    "| %s | %d | %d | %d | %.4f | %.4f | %.4f | %+.1f σ |",
                    each.shape(),
                    each.lifetime().toDays(),
                    each.histories(),
                    rate.losses(),
                    rate.mean(),
                    planner,
                    rate.error(),
                    (rate.mean() - planner) / rate.error());
        }
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
