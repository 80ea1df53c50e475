// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.cli.lab.LabPairs.Pair;
import org.junit.jupiter.api.Test;

class LabPairsTest {
    @Test
    void everyTwoPairOnceAndNobodyTwiceInARound() {
        for (int count = 1; count <= 17; count++) {
            Set<Set<Integer>> all = new HashSet<>();
            List<List<Pair>> rounds = LabPairs.rounds(count);
            for (List<Pair> round : rounds) {
                Set<Integer> busy = new HashSet<>();
                for (Pair pair : round) {
                    assertTrue(busy.add(pair.asker()) && busy.add(pair.answerer()), round.toString());
                    assertTrue(all.add(Set.of(pair.asker(), pair.answerer())), pair.toString());
                }
            }
            assertEquals(count * (count - 1) / 2, all.size());
            assertTrue(rounds.size() <= count, "as few rounds as there can be");
        }
    }
}
