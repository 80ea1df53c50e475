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
    /** An edge and, at the next odd index, the way back. */
    private static final class Edge {
        private final int to;
        private final long cost;
        private boolean open;

        Edge(int to, long cost, boolean open) {
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
    int add(int from, int to, long cost) {
        int number = edges.size();
        edges.add(new Edge(to, cost, true));
        edges.add(new Edge(from, -cost, false));
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
        long[] distance = new long[leaving.size()];
        Arrays.fill(by, -1);
        Arrays.fill(distance, Long.MAX_VALUE);
        distance[source] = 0;
        BitSet waiting = new BitSet();
        ArrayDeque<Integer> changed = new ArrayDeque<>(List.of(source));
        while (!changed.isEmpty()) {
            int node = changed.remove();
            waiting.clear(node);
            for (int number : leaving.get(node)) {
                int to = edges.get(number).to;
                if (shortens(number, node, distance)) {
                    distance[to] = distance[node] + edges.get(number).cost;
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

    private boolean shortens(int number, int from, long[] distance) {
        Edge edge = edges.get(number);
        return edge.open && distance[from] + edge.cost < distance[edge.to];
    }
}
