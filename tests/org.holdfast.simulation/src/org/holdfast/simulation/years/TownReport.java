// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.holdfast.core.health.HealthState;

/**
 * {@code TownReport MACHINES YEARS SEEDS}: what happens to so many machines in so many years, for each of so many seeds;
 * what cheating costs; how long it stays hidden; how much is lost. Prints Markdown; fails where a promise is broken.
 */
final class TownReport {
    private static final Duration COMMITMENT = Duration.ofDays(21);
    private static final double DAY = Habit.DAY;

    private final int machines;
    private final int days;
    private final int seeds;

    private TownReport(int machines, int years, int seeds) {
        this.machines = machines;
        this.days = years * 365;
        this.seeds = seeds;
    }

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        TownReport report =
                new TownReport(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        report.honest();
        report.prices();
        report.detection();
        report.losses();
    }

    /** One history for each seed, as many at a time as there are processors. */
    private static List<Town> all(int seeds, LongFunction<Town> history)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Future<Town>> running = new ArrayList<>();
            for (long seed = 1; seed <= seeds; seed++) {
                long mine = seed;
                running.add(pool.submit(() -> history.apply(mine)));
            }
            List<Town> done = new ArrayList<>();
            for (Future<Town> each : running) {
                done.add(each.get());
            }
            return done;
        }
    }

    private void honest() throws InterruptedException, ExecutionException {
        AtomicLong cpu = new AtomicLong();
        List<TownTally> tallies =
                all(seeds, seed -> timed(cpu, seed)).stream().map(Town::tally).toList();
        double seconds = cpu.get() / 1e9;
        double years = tallies.stream().mapToDouble(TownTally::years).sum();
        say(
                "## An office where nobody cheats%n%n%d machines, %d days, %d seeds: %.0f node-years in %.0f s of processor"
                        + " time (%.0f a second).%n",
                machines, days, seeds, years, seconds, years / seconds);
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

    private Town timed(AtomicLong cpu, long seed) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        Town town = new Town(TownPlan.office(machines), seed).live(days);
        cpu.addAndGet(threads.getCurrentThreadCpuTime() - begun);
        return town;
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
                "%n## What cheating costs%n%n%d of %d machines cheat, 2 years. Paid: share-days kept for partners for each"
                        + " that partners keep and would give back.%n",
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
        List<Town> towns = all(Math.min(seeds, 10), seed -> new Town(plan, seed).live(730));
        Price cheat = total(towns, conduct.getClass());
        Price honest = total(towns, Conduct.Honest.class);
        say("| %s | %s | %.3f | %.2f | %.2f |", who, where, cheat.safety(), cheat.paid(), honest.paid());
    }

    private static Price total(List<Town> towns, Class<? extends Conduct> conduct) {
        return towns.stream().map(town -> town.price(conduct)).reduce(Price.NOTHING, Price::plus);
    }

    private void detection() throws InterruptedException, ExecutionException {
        say("%n## Audits until a loss is found%n%n%d samples each.%n", Watch.SAMPLES);
        say(
                "| lost | cases | audits, mean | 1/(1 − (1 − f)^%d) | difference |%n|---:|---:|---:|---:|---:|",
                Watch.SAMPLES);
        for (double share : new double[] {0.0003, 0.001, 0.003, 0.01}) {
            var found = Trials.audits(all(8, seed -> Trials.droppers(share, seed)));
            double formula = 1 / -Math.expm1(Watch.SAMPLES * Math.log1p(-share));
            say(
                    "| %.2f %% | %d | %.3f | %.3f | %+.1f %% |",
                    100 * share,
                    found.getCount(),
                    found.getAverage(),
                    formula,
                    100 * (found.getAverage() / formula - 1));
        }
    }

    private void losses() throws InterruptedException, ExecutionException {
        say("%n## Losses against the planner%n%nMachines that live a month or two, so that something happens; a shard"
                + " stays missing for two days.%n");
        say("| code | lifetime, d | histories | losses | a year | planner | standard error | difference |%n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|");
        for (Trials.Loss each : Trials.LOSSES) {
            List<Town> towns = all(each.histories(), seed -> Trials.dying(each, seed));
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
