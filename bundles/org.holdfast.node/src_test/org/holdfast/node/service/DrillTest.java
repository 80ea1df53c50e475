// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.apache.felix.hc.api.Result.Status;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.checks.Finding;
import org.holdfast.node.control.DrillReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Node 0 has 2+1 with three partners: three of them may be lost, one at a time. */
@Tag("R29")
@Tag("R54")
@Tag("R58")
class DrillTest {
    @TempDir
    Path folder;

    private final ShiftedClock clock = new ShiftedClock();
    private TestConfederation all;
    private TestNode owner;

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("one"), 3_000_000, 1);
        Data.random(data.resolve("two"), 2_000_000, 2);
        Data.random(data.resolve("three"), 20_000, 3);
        all = new TestConfederation(folder, 4);
        all.owner().clock(clock.clock());
        all.partners().forEach(each -> each.set(Setting.WHOLE_READS, 4));
        all.owner().set(Setting.WHOLE_READS, 4);
        owner = all.start("2+1").owner().source(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private DrillReport drill() {
        return owner.control().drills().drill(progress -> {});
    }

    private DrillReport verify(double percent) {
        return owner.control().drills().verify(percent, progress -> {});
    }

    private boolean warns(String words) {
        return owner.control().status().reasons().stream().anyMatch(each -> each.contains(words));
    }

    @Test
    void drillsProveOneLossAfterTheOtherUntilAllAreProved() {
        long before = 0;
        for (int i = 0; i < 12 && before < 3; i++) {
            DrillReport report = drill();
            assertEquals("PROVED", report.verdict(), report.detail());
            assertEquals(3, report.files());
            assertEquals(5_020_000, report.bytes() / 10_000 * 10_000, 300_000, "contents, and some directories");
            assertTrue(report.fetchedBytes() > report.bytes(), "it came from partners: " + report.fetchedBytes());
            assertEquals(3, report.patterns());
            assertTrue(report.patternsProven() > before || before > 0, "proved " + report.patternsProven());
            before = report.patternsProven();
        }
        assertEquals(3, before);
        assertEquals(0, owner.control().drills().reports().getFirst().failingAtMost());
        assertTrue(owner.control().status().lastDrill().startsWith("PROVED by drill "));
    }

    @Test
    void reportsAreSignedByTheDeviceAndKept() {
        drill();
        DrillReport second = drill();
        owner.stop();
        owner.start();
        List<DrillReport> kept = owner.control().drills().reports();
        assertEquals(2, kept.size());
        assertEquals(second, kept.getFirst());
        Bytes signed = Bytes.of(HexFormat.of().parseHex(second.signed()));
        assertTrue(DrillRecord.isSigned(
                signed, owner.node().identity().certificate().device()));
        assertEquals(owner.owner(), DrillRecord.decode(signed).owner());
        assertEquals(
                second.patternsProven(), DrillRecord.decode(signed).patterns().proven());
    }

    @Test
    void damageIsFoundToldAndNotProved() {
        new Damage(all.node(1), 5).payloads();
        DrillReport found = drill();
        for (int i = 0; i < 12 && found.verdict().equals("PROVED"); i++) {
            found = drill();
        }
        assertEquals("DAMAGED", found.verdict());
        assertTrue(found.damaged() > 0);
        assertTrue(found.patternsProven() < 3, "the third cannot be borne");
        assertTrue(warns("damaged or missing blocks"));
        assertEquals(
                List.of(Status.WARN),
                owner.node().drills().check().stream().map(Finding::status).toList());
    }

    /** Who is absent has shown nothing, neither good nor bad. */
    @Test
    void withTooFewPartnersNothingIsDecided() {
        all.node(1).stop();
        all.node(2).stop();
        Await.until("they are missed", () -> owner.node().network().linked().size() == 1);
        DrillReport report = drill();
        assertEquals("UNDECIDED", report.verdict());
        assertEquals(0, report.damaged());
        assertEquals(0, report.patternsProven());
        assertTrue(report.detail().contains("1 of 3 can be reached"), report.detail());
        assertEquals("", owner.control().status().lastDrill());
    }

    /** Their budget is one whole set a year: a drill leaves it to the restore that may come. */
    @Test
    @Tag("R46")
    void drillsLeaveAWholeRestoreToBeRead() {
        all.partners().forEach(each -> each.set(Setting.READS_LEAST, 0));
        Path back = folder.resolve("back");
        int drills = 0;
        while (drills < 40 && drill().verdict().equals("PROVED")) {
            drills++;
        }
        assertTrue(drills < 40, "drills never ended");
        DrillReport last = owner.control().drills().reports().getFirst();
        assertEquals("UNDECIDED", last.verdict());
        assertTrue(last.detail().contains("read budgets"), last.detail());
        assertEquals(0, owner.restore(back).errors());
        assertEquals(TreePrint.of(folder.resolve("data")), TreePrint.of(Data.restored(back, folder.resolve("data"))));
    }

    @Test
    void theyComeByThemselves() {
        all.partners().forEach(each -> each.set(Setting.READS_LEAST, 1_000_000));
        owner.set(Setting.DRILL_HOURS, 1);
        assertEquals(List.of(), owner.control().drills().reports());
        clock.forward(Duration.ofMinutes(61));
        Await.until("a drill", () -> !owner.control().drills().reports().isEmpty());
        assertEquals("PROVED", owner.control().drills().reports().getFirst().verdict());
    }

    @Test
    void whatIsOverdueIsToldAndByHowMuch() {
        assertFalse(warns("no drill has shown"));
        assertEquals(Status.OK, owner.node().drills().check().getFirst().status());
        all.partners().forEach(TestNode::stop);
        clock.forward(Duration.ofDays(20));
        assertTrue(warns("no drill has shown for 20 days that this machine can be restored, 6 days more than may be"));
        assertEquals(Status.WARN, owner.node().drills().check().getFirst().status());
        owner.set(Setting.DRILL_MEBIBYTES, 0);
        assertFalse(warns("no drill has shown"));
    }

    @Test
    void verifyLooksAtDirectoriesAloneOrReadsEverything() {
        DrillReport here = verify(0);
        assertEquals("PROVED", here.verdict(), here.detail());
        assertEquals(0, here.fetchedBytes());
        DrillReport all = verify(100);
        assertEquals("PROVED", all.verdict(), all.detail());
        assertTrue(all.segments() > 1 && all.bytes() > 5_020_000, all.toString());
        DrillReport some = verify(1);
        assertEquals(1, some.segments());
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> verify(101)).code());
    }

    @Test
    void verifyFindsDamageAnywhere() {
        new Damage(all.node(1), 5).payloads();
        new Damage(all.node(2), 6).payloads();
        DrillReport report = verify(100);
        assertEquals("DAMAGED", report.verdict());
        assertTrue(report.damaged() > 0);
        assertTrue(report.detail().contains("good shards"), report.detail());
    }

    @Test
    void withoutASnapshotThereIsNothingToProve() {
        TestNode other = all.node(1);
        assertEquals(
                ErrorCode.SNAPSHOT_UNKNOWN,
                assertThrows(
                                HoldfastException.class,
                                () -> other.control().drills().drill(progress -> {}))
                        .code());
    }
}
