// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.holdfast.cli.Fields;
import org.holdfast.cli.NodeClient;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Pairs every two nodes of an open lab, in the place of their people: asks both for the digits, compares them, and says
 * yes to both. In rounds in which each node takes part once at most.
 */
final class LabPairs {
    private static final String PAIRINGS = "/v1/pairings";

    private final IntFunction<LabNode> nodes;

    /** Two nodes by their numbers. */
    record Pair(int asker, int answerer) {}

    /** @param nodes by number */
    LabPairs(IntFunction<LabNode> nodes) {
        this.nodes = nodes;
    }

    /** Every two of {@code 1..count} once: all but the first go round, and who faces each other pairs. */
    static List<List<Pair>> rounds(int count) {
        int seats = count + count % 2; // the seat behind the last stays empty
        List<List<Pair>> rounds = new ArrayList<>();
        for (int round = 0; round < seats - 1; round++) {
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < seats / 2; i++) {
                int one = seat(i, round, seats);
                int other = seat(seats - 1 - i, round, seats);
                if (one <= count && other <= count) {
                    pairs.add(new Pair(one, other));
                }
            }
            rounds.add(pairs);
        }
        return rounds;
    }

    private static int seat(int place, int round, int seats) {
        return place == 0 ? 1 : 2 + (place - 1 + round) % (seats - 1);
    }

    void pairAll(int count) throws InterruptedException {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Pair> round : rounds(count)) {
                List<Callable<Boolean>> pairs = new ArrayList<>();
                round.forEach(pair -> pairs.add(() -> pair(pair, people)));
                for (Future<Boolean> paired : people.invokeAll(pairs)) {
                    get(paired);
                }
            }
        }
    }

    private boolean pair(Pair pair, ExecutorService people) throws InterruptedException {
        LabNode asker = nodes.apply(pair.asker());
        LabNode answerer = nodes.apply(pair.answerer());
        String address = "127.0.0.1:"
                + answerer.status().map(each -> Fields.number(each, "port")).orElseThrow();
        Future<JsonObject> there = people.submit(() -> call(answerer, "POST", Map.of()));
        Future<JsonObject> here = people.submit(() -> call(asker, "POST", Map.of("to", address)));
        String digits = Fields.text(get(here), "digits");
        boolean same = digits.equals(Fields.text(get(there), "digits"));
        Map<String, String> verdict = Map.of("digits", digits, "same", String.valueOf(same));
        Future<JsonObject> confirmed = people.submit(() -> call(answerer, "PUT", verdict));
        call(asker, "PUT", verdict);
        get(confirmed);
        return same;
    }

    private static JsonObject call(LabNode node, String method, Map<String, String> query) {
        return NodeClient.of(node.home()).call(method, PAIRINGS, query, null);
    }

    private static <T> T get(Future<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HoldfastException failure
                    ? failure
                    : new HoldfastException(
                            ErrorCode.INTERNAL, "lab", "The nodes cannot be paired: " + e.getCause(), e.getCause());
        }
    }
}
