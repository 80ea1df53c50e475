// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.holdfast.node.backup.RunMeter;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.service.Reports.Totals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A backup is taken to be as large as the one before, until it is larger. */
@Tag("G")
class BackupTotalsTest {
    @Test
    void theWholeIsKnownUntilThereIsMore() {
        Totals before = new Totals(10, 1000);
        assertEquals(before, before.unlessPassed(0, 0));
        assertEquals(before, before.unlessPassed(10, 1000));
        assertEquals(Totals.UNKNOWN, before.unlessPassed(11, 5));
        assertEquals(Totals.UNKNOWN, before.unlessPassed(1, 1001));
    }

    @Test
    void progressTellsIt() {
        ProgressReport report = Reports.progress(
                "backing up", new RunMeter(new NodeClock()), new Totals(10, 1000), "", java.util.List.of());
        assertEquals(1000, report.totalBytes());
        assertEquals(10, report.totalFiles());
    }
}
