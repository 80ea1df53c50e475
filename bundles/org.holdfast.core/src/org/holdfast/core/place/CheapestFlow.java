// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A flow of least cost through edges that carry one unit each, by successive shortest paths (Ford and Fulkerson;
 * distances by Bellman and Ford with a queue, since edges that are taken back cost less than nothing). For graphs of a
 * few hundred nodes: one path costs at worst nodes × edges, in practice a few passes over the edges.
 */
final class CheapestFlow {
    /**
     * What a unit costs: less of the first is cheaper whatever the second, so that no weight has to be so large that it
     * cannot be reached.
     */
    record Cost(long first, long second) implements Comparable<Cost> {
        static final Cost NONE = new Cost(0, 0);
        static final Cost ENDLESS = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);

        Cost plus(Cost other) {
            return new Cost(first + other.first, second + other.second);
        }

        Cost negated() {
            return new Cost(-first, -second);
        }

        @Override
        public int compareTo(Cost other) {
            return first != other.first ? Long.compare(first, other.first) : Long.compare(second, other.second);
        }
    }

    /** An edge and, at the next odd index, the way back. */
    private static final class Edge {
        private final int to;
        private final Cost cost;
        private boolean open;

        Edge(int to, Cost cost, boolean open) {
            this.to = to;
            this.cost = cost;
            this.open = open;
        }
    }

    private final List<Edge> edges = new ArrayList<>();
    private final List<List<Integer>> leaving = new ArrayList<>();

    CheapestFlow(int nodes) {
        for (int node = 0; node < nodes; node++) {
            leaving.add(new ArrayList<>());
        }
    }

    /** Answers the edge's number. */
    int add(int from, int to, Cost cost) {
        int number = edges.size();
        edges.add(new Edge(to, cost, true));
        edges.add(new Edge(from, cost.negated(), false));
        leaving.get(from).add(number);
        leaving.get(to).add(number + 1);
        return number;
    }

    boolean isUsed(int edge) {
        return !edges.get(edge).open;
    }

    /** Sends up to {@code units} as cheaply as possible; answers how many there was room for. */
    int push(int source, int sink, int units) {
        int sent = 0;
        while (sent < units && pushOne(source, sink)) {
            sent++;
        }
        return sent;
    }

    private boolean pushOne(int source, int sink) {
        int[] by = cheapestPaths(source);
        if (by[sink] < 0) {
            return false;
        }
        for (int node = sink; node != source; node = edges.get(by[node] ^ 1).to) {
            edges.get(by[node]).open = false;
            edges.get(by[node] ^ 1).open = true;
        }
        return true;
    }

    /** For each node the edge by which it is reached most cheaply, −1 where it cannot be. */
    private int[] cheapestPaths(int source) {
        int[] by = new int[leaving.size()];
        Cost[] distance = new Cost[leaving.size()];
        Arrays.fill(by, -1);
        Arrays.fill(distance, Cost.ENDLESS);
        distance[source] = Cost.NONE;
        BitSet waiting = new BitSet();
        ArrayDeque<Integer> changed = new ArrayDeque<>(List.of(source));
        while (!changed.isEmpty()) {
            int node = changed.remove();
            waiting.clear(node);
            for (int number : leaving.get(node)) {
                int to = edges.get(number).to;
                if (shortens(number, node, distance)) {
                    distance[to] = distance[node].plus(edges.get(number).cost);
                    by[to] = number;
                    if (!waiting.get(to)) {
                        waiting.set(to);
                        changed.add(to);
                    }
                }
            }
        }
        return by;
    }

    private boolean shortens(int number, int from, Cost[] distance) {
        Edge edge = edges.get(number);
        return edge.open && distance[from].plus(edge.cost).compareTo(distance[edge.to]) < 0;
    }
}
