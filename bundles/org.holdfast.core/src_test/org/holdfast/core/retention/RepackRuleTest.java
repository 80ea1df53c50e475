// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.retention.RepackRule.Use;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R23")
class RepackRuleTest {
    private static SegmentId id(int number) {
        return new SegmentId(new Id16(number, 1));
    }

    private static Use use(int number, long live) {
        return new Use(id(number), live, 1000);
    }

    @Test
    void whatIsMostlyDeadIsPackedAnewTheDeadestFirst() {
        List<Use> all = new ArrayList<>(List.of(use(1, 399), use(2, 400), use(3, 10), use(4, 1000)));
        for (int i = 5; i < 40; i++) {
            all.add(use(i, 900));
        }
        assertEquals(List.of(id(3), id(1)), RepackRule.choose(all));
    }

    @Test
    void notMoreThanTheBudgetIsWritten() {
        List<Use> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(use(i, 300));
        }
        assertEquals(6, RepackRule.choose(all).size(), "a tenth of 20000 is 2000, and each costs 300");
        assertEquals(List.of(), RepackRule.choose(List.of()));
    }
}
