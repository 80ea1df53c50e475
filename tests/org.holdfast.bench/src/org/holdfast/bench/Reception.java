// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.holdfast.coding.tornado.Cascade;
import org.holdfast.coding.tornado.Solution;
import org.holdfast.coding.tornado.Solver;

/**
 * How many shards of a Tornado code must come until the others can be computed: in each trial the n shards come in a
 * random order. Without bytes. Arguments: trials for each code (100,000), then codes (100+50 and 200+100). The same
 * trials in every run.
 */
public final class Reception {
    private static final int[] BEYOND = {0, 1, 2, 3, 5, 8, 10, 15, 20, 25};

    private final Cascade cascade;
    private final Solver solver;
    private final SplittableRandom random = new SplittableRandom(1);
    private final int[] order;
    private final long[] needed;
    private final long[] neededByPeeling;
    private int usual;
    private int usualByPeeling;

    private Reception(int m, int k) {
        cascade = Cascade.of(m, k);
        solver = new Solver(cascade);
        order = new int[cascade.n()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        needed = new long[k + 1];
        neededByPeeling = new long[k + 1];
    }

    /** Prints a markdown table; a minute for 100,000 trials of both codes. */
    public static void main(String[] arguments) {
        int trials = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        String[] codes = arguments.length > 1
                ? Arrays.copyOfRange(arguments, 1, arguments.length)
                : new String[] {"100+50", "200+100"};
        System.out.printf("Java %s, %d trials for each code%n%n", Runtime.version(), trials);
        for (String code : codes) {
            String[] mk = code.split("\\+", -1);
            Reception reception = new Reception(Integer.parseInt(mk[0]), Integer.parseInt(mk[1]));
            for (int trial = 0; trial < trials; trial++) {
                reception.trial();
            }
            reception.print(trials);
        }
    }

    private void trial() {
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int node = order[last];
            order[last] = order[other];
            order[other] = node;
        }
        usual = least(usual, solution -> solution instanceof Solution.Steps);
        needed[usual]++;
        usualByPeeling = least(usualByPeeling, Reception::isPeeled);
        neededByPeeling[usualByPeeling]++;
    }

    private static boolean isPeeled(Solution solution) {
        return solution instanceof Solution.Steps steps
                && steps.peeled() == steps.sums().size();
    }

    /** The least number beyond m that does, looked for around {@code guess}; one more never does worse. */
    private int least(int guess, Predicate<Solution> enough) {
        int tooFew = -1;
        int enoughAt = cascade.k();
        int next = Math.min(guess, enoughAt - 1);
        for (int step = 1; tooFew + 1 < enoughAt; step *= 2) {
            if (enough.test(solve(next))) {
                enoughAt = next;
                next = Math.max(next - step, (tooFew + enoughAt) / 2);
            } else {
                tooFew = next;
                next = Math.min(next + step, (tooFew + enoughAt) / 2);
            }
        }
        return enoughAt;
    }

    private Solution solve(int beyond) {
        BitSet lost = new BitSet();
        for (int i = cascade.m() + beyond; i < order.length; i++) {
            lost.set(order[i]);
        }
        return solver.solve(lost);
    }

    private void print(int trials) {
        System.out.printf(
                Locale.ROOT,
                "(%d,%d), %.1f edges a data shard%n%n| | decoder | peeling alone |%n|---|---:|---:|%n",
                cascade.m(),
                cascade.k(),
                (double) cascade.edges() / cascade.m());
        System.out.printf(
                Locale.ROOT,
                "| shards needed, mean, as a multiple of m | %.4f | %.4f |%n",
                1 + mean(needed, trials) / cascade.m(),
                1 + mean(neededByPeeling, trials) / cascade.m());
        for (int beyond : BEYOND) {
            System.out.printf(
                    Locale.ROOT,
                    "| fails with m + %d shards | %.6f | %.6f |%n",
                    beyond,
                    failing(needed, beyond, trials),
                    failing(neededByPeeling, beyond, trials));
        }
        System.out.println();
    }

    private static double mean(long[] counts, int trials) {
        long sum = 0;
        for (int beyond = 0; beyond < counts.length; beyond++) {
            sum += beyond * counts[beyond];
        }
        return (double) sum / trials;
    }

    private static double failing(long[] counts, int beyond, int trials) {
        long failed = 0;
        for (int i = beyond + 1; i < counts.length; i++) {
            failed += counts[i];
        }
        return (double) failed / trials;
    }
}
