// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.holdfast.core.place.PlacementOutcome.Placed;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares what is chosen with every possible choice. */
class PlacementPropertyTest {
    private static final int ROUNDS = 400;

    @Test
    @Tag("R6")
    @Tag("R38")
    void noOtherChoiceIsBetter() {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            check(seed);
        }
    }

    @Test
    @Tag("R6")
    void fourteenOfThirtyPartnersOverThreeSitesKeepToTheSmallestPossibleShare() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<PartnerRoom> rooms = Rooms.scattered(random, 30);
            List<PartnerRoom> chosen = chosen(rooms, CodeShape.parse("10+4"), random.nextLong());
            assertEquals(Math.max(4, smallestPossible(rooms, 14)), Math.max(4, worst(chosen)), "seed " + seed);
        }
    }

    private static void check(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PartnerRoom> rooms = Rooms.scattered(random, random.nextInt(2, 10));
        int n = random.nextInt(2, rooms.size() + 1);
        int k = random.nextInt(1, n);
        List<PartnerRoom> chosen = chosen(rooms, new CodeShape(n - k, k), random.nextLong());
        assertEquals(n, new HashSet<>(chosen).size(), "seed " + seed);
        List<List<PartnerRoom>> every = subsets(rooms, n);
        // The aims one after the other: what is left over from one is judged by the next.
        every = cheapest(every, chosen, s -> Math.max(k, worst(s)), "fullest site, seed " + seed);
        every = cheapest(every, chosen, s -> beyond(s, Domains::site, k), "beyond k at sites, seed " + seed);
        every = cheapest(every, chosen, s -> beyond(s, Domains::osFamily, k), "beyond k of systems, seed " + seed);
        every = cheapest(every, chosen, s -> squares(s, Domains::site), "sites, seed " + seed);
        every = cheapest(every, chosen, s -> squares(s, Domains::osFamily), "systems, seed " + seed);
        cheapest(every, chosen, s -> ranks(s, rooms), "free bytes, seed " + seed);
    }

    /** Asserts that the chosen ones cost no more than the cheapest, and keeps those that cost as little. */
    private static List<List<PartnerRoom>> cheapest(
            List<List<PartnerRoom>> choices,
            List<PartnerRoom> chosen,
            ToLongFunction<List<PartnerRoom>> cost,
            String what) {
        long least = choices.stream().mapToLong(cost).min().orElseThrow();
        assertEquals(least, cost.applyAsLong(chosen), what);
        return choices.stream()
                .filter(choice -> cost.applyAsLong(choice) == least)
                .toList();
    }

    private static List<PartnerRoom> chosen(List<PartnerRoom> rooms, CodeShape shape, long turn) {
        PlacementRequest request = new PlacementRequest(shape, ByteCount.of(10), rooms, turn, Spread.ALL);
        Placed placed = assertInstanceOf(Placed.class, Placement.place(request));
        return placed.partners().stream()
                .map(id -> rooms.stream()
                        .filter(room -> room.id().equals(id))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    private static List<List<PartnerRoom>> subsets(List<PartnerRoom> rooms, int n) {
        List<List<PartnerRoom>> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << rooms.size(); bits++) {
            if (Integer.bitCount(bits) == n) {
                List<PartnerRoom> subset = new ArrayList<>();
                for (int i = 0; i < rooms.size(); i++) {
                    if ((bits >> i & 1) == 1) {
                        subset.add(rooms.get(i));
                    }
                }
                all.add(subset);
            }
        }
        assertTrue(!all.isEmpty());
        return all;
    }

    private static long worst(List<PartnerRoom> chosen) {
        return counts(chosen, Domains::site).stream().mapToLong(c -> c).max().orElseThrow();
    }

    private static long squares(List<PartnerRoom> chosen, Function<Domains, String> label) {
        return counts(chosen, label).stream().mapToLong(c -> c * c).sum();
    }

    private static long beyond(List<PartnerRoom> chosen, Function<Domains, String> label, int bearable) {
        return counts(chosen, label).stream()
                .mapToLong(c -> Math.max(0, c - bearable))
                .map(x -> x * x)
                .sum();
    }

    private static Collection<Long> counts(List<PartnerRoom> chosen, Function<Domains, String> label) {
        Map<String, Long> counts = new HashMap<>();
        chosen.forEach(room -> counts.merge(label.apply(room.domains()), 1L, Long::sum));
        return counts.values();
    }

    /** For every room that is chosen, how many there are with more free bytes. */
    private static long ranks(List<PartnerRoom> chosen, List<PartnerRoom> rooms) {
        return chosen.stream()
                .mapToLong(room -> rooms.stream()
                        .filter(other -> other.free().compareTo(room.free()) > 0)
                        .count())
                .sum();
    }

    private static long smallestPossible(List<PartnerRoom> rooms, int n) {
        Collection<Long> sizes = counts(rooms, Domains::site);
        for (long most = 1; ; most++) {
            long limit = most;
            if (sizes.stream().mapToLong(size -> Math.min(size, limit)).sum() >= n) {
                return most;
            }
        }
    }
}
