// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.holdfast.simulation.node.Computer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine that stops before or after any single one of its durable changes finishes all the same. */
class CrashPointTest {
    private static final long SEED = 5;

    private final Map<String, Integer> events = new ConcurrentSkipListMap<>();

    /** @return how many points there were */
    private long crashAt(int which, long point) {
        Confederation confederation = new Confederation(Scenario.tiny(SEED));
        Computer computer = confederation.computers().get(which);
        computer.disk().faults.crashAt(point);
        confederation.run();
        confederation.invariants().checkAll();
        assertTrue(point == 0 || computer.crashes() == 1, "point " + point + " was passed without a crash");
        confederation.world.counts().forEach((event, count) -> events.merge(event, count, Integer::sum));
        return computer.disk().faults.points();
    }

    @Test
    @Tag("R1")
    @Tag("R17")
    void everyPointOfEveryMachineIsSurvived() {
        for (int which = 0; which < 3; which++) {
            long points = crashAt(which, 0);
            assertTrue(points > 50, points + " points");
            int machine = which;
            LongStream.rangeClosed(1, points).parallel().forEach(point -> crashAt(machine, point));
        }
        // each way to heal was taken, or the points were not where they are thought to be
        List<String> healings =
                List.of("indexed files without rows", "adopted an agreement", "abandons a segment", "says HAVE_ANSWER");
        assertTrue(events.keySet().containsAll(healings), events.toString());
    }
}
