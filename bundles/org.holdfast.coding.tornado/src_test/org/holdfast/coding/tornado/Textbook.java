// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The code as docs/format-coding-tornado.md describes it, written again without anything of the provider. A graph is a
 * list with the ascending terms of each check. Slow.
 */
final class Textbook {
    private long state;
    private final List<List<Integer>> checks = new ArrayList<>();

    private Textbook(int m, int k, int seed) {
        state = seed * 0x1_0000_0000L + m * 0x1_0000L + k;
    }

    static List<List<Integer>> graph(int m, int k, int seed) {
        Textbook book = new Textbook(m, k, seed);
        int first = 0;
        int left = m;
        int rest = k;
        while (rest > 0) {
            int made = rest > 12 ? (int) Math.ceil(rest * 4 / 5.0) : rest;
            List<TreeSet<Integer>> chosen = rest > 12 ? book.sparse(left, made) : book.dense(left, made);
            for (int check = 0; check < made; check++) {
                List<Integer> terms = new ArrayList<>();
                for (int node = 0; node < left; node++) {
                    if (chosen.get(node).contains(check)) {
                        terms.add(first + node);
                    }
                }
                book.checks.add(terms);
            }
            first += left;
            left = made;
            rest -= made;
        }
        return book.checks;
    }

    /** The seed of the format for up to 64 nodes: greatest distance, then fewest codewords of it, then smallest. */
    static int seed(int m, int k) {
        int best = 0;
        long[] most = distance(m, graph(m, k, 0));
        for (int seed = 1; seed < 256; seed++) {
            long[] its = distance(m, graph(m, k, seed));
            if (its[0] > most[0] || its[0] == most[0] && its[1] < most[1]) {
                best = seed;
                most = its;
            }
        }
        return best;
    }

    /** The size of the smallest sets of positions whose loss is for good, and how many of this size there are. */
    static long[] distance(int m, List<List<Integer>> graph) {
        long[] columns = columns(m, graph);
        for (int size = 1; size <= columns.length; size++) {
            long found = dependent(columns, 0, size, 0);
            if (found > 0) {
                return new long[] {size, found};
            }
        }
        throw new AssertionError("all columns are independent");
    }

    /** The columns of the parity-check matrix: for each position the equations that it is in. */
    static long[] columns(int m, List<List<Integer>> graph) {
        long[] columns = new long[m + graph.size()];
        for (int check = 0; check < graph.size(); check++) {
            columns[m + check] |= 1L << check;
            for (int term : graph.get(check)) {
                columns[term] |= 1L << check;
            }
        }
        return columns;
    }

    private static long dependent(long[] columns, int from, int size, long sum) {
        if (size == 0) {
            return sum == 0 ? 1 : 0;
        }
        long found = 0;
        for (int i = from; i <= columns.length - size; i++) {
            found += dependent(columns, i + 1, size - 1, sum ^ columns[i]);
        }
        return found;
    }

    /** Parity by parity, byte by byte. */
    static byte[][] parity(List<List<Integer>> graph, byte[][] data) {
        byte[][] all = new byte[data.length + graph.size()][];
        System.arraycopy(data, 0, all, 0, data.length);
        for (int check = 0; check < graph.size(); check++) {
            byte[] sum = new byte[data[0].length];
            for (int term : graph.get(check)) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] ^= all[term][i];
                }
            }
            all[data.length + check] = sum;
        }
        return Arrays.copyOfRange(all, data.length, all.length);
    }

    private long next() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private int below(int bound) {
        return (int) Long.remainderUnsigned(next(), bound);
    }

    private List<TreeSet<Integer>> sparse(int left, int made) {
        List<Integer> degrees = new ArrayList<>();
        for (int degree = 3; degree <= 10; degree++) {
            while (degrees.size() < 5L * left * (degree - 2) / (4L * degree)) {
                degrees.add(degree);
            }
        }
        for (int i = left - 1; i >= 1; i--) {
            Collections.swap(degrees, i, below(i + 1));
        }
        int[] load = new int[made];
        List<TreeSet<Integer>> chosen = new ArrayList<>();
        for (int node = 0; node < left; node++) {
            TreeSet<Integer> set = new TreeSet<>();
            for (int turn = 1; turn <= 64 && (turn == 1 || chosen.contains(set)); turn++) {
                set = new TreeSet<>();
                while (set.size() < degrees.get(node)) {
                    int a = below(made);
                    int b = below(made);
                    set.add(load[b] < load[a] ? b : a);
                }
            }
            set.forEach(check -> load[check]++);
            chosen.add(set);
        }
        return chosen;
    }

    private List<TreeSet<Integer>> dense(int left, int made) {
        List<TreeSet<Integer>> chosen = new ArrayList<>();
        for (int node = 0; node < left; node++) {
            TreeSet<Integer> set = new TreeSet<>();
            for (int turn = 1; turn == 1 || set.isEmpty() || turn <= 64 && poor(chosen, set, made); turn++) {
                set = new TreeSet<>();
                long bits = next();
                for (int check = 0; check < made; check++) {
                    if ((bits >>> check & 1) == 1) {
                        set.add(check);
                    }
                }
            }
            chosen.add(set);
        }
        return chosen;
    }

    private static boolean poor(List<TreeSet<Integer>> chosen, TreeSet<Integer> set, int made) {
        return chosen.contains(set) || made > 2 && set.size() == 1;
    }
}
