// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoredReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ninety days of a confederation of whole nodes in which nobody says a word: files change, machines die and are away, a
 * disk rots, the owner is off for some days, and in the end its machine is lost. Three days go by at a time, on all
 * clocks at once; what the owner's watch over partners would have seen meanwhile is told to it in its usual steps.
 */
@Tag("R29")
class UnattendedTest {
    private static final Duration STEP = Duration.ofDays(3);
    private static final Duration LOOK = Duration.ofMinutes(5);
    private static final int NODES = 8;
    private static final int END = 30;

    @TempDir
    Path folder;

    private final ShiftedClock time = new ShiftedClock();
    private final Set<TestNode> dead = new HashSet<>();
    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private int backups;

    @BeforeEach
    void configureOnce() {
        data = folder.resolve("data");
        Data.random(data.resolve("large"), 6_000_000, 0);
        all = new TestConfederation(folder, NODES);
        for (int i = 0; i < NODES; i++) {
            all.node(i).clock(time.whole()).set(Setting.AUDIT_PIECES, 5000);
        }
        all.owner()
                .set(Setting.SPARES, 3)
                .set(Setting.SETTLE_SECONDS, 0)
                .set(Setting.BACKUP_SCHEDULE, "every 3d")
                .set(Setting.RETENTION_KEEP, "last=5");
        owner = all.start("2+2").owner();
        owner.source(data);
        awaitBackup();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<EventReport> events(String type) {
        List<EventReport> found = new ArrayList<>();
        owner.control().events(0, false, found::add);
        return found.stream().filter(each -> each.event().equals(type)).toList();
    }

    private void awaitBackup() {
        backups++;
        Await.until(
                "backup " + backups,
                () -> events("SNAPSHOT_PROTECTED").size() >= backups
                        && owner.node().owner().running().isEmpty());
        assertEquals(backups, events("SNAPSHOT_PROTECTED").size(), "one and no more");
    }

    /** What people do. */
    private void work(int step) throws IOException {
        Data.random(data.resolve("new/" + step), 40_000, step);
        Data.random(data.resolve("changing"), 100_000 + step, 1000 + step);
        Files.deleteIfExists(data.resolve("new/" + (step - 6)));
    }

    private void goBy(Duration span) {
        time.forward(span);
        for (AgreementTerms terms : owner.node().lasting()) {
            boolean gone = dead.stream().anyMatch(node -> node.owner().equals(terms.partnerOf(owner.owner())));
            Instant now = time.instant();
            for (Duration left = span; gone && left.isPositive(); left = left.minus(LOOK)) {
                owner.node().health().desk().looked(terms, new HealthEvent.Absent(now.minus(left), LOOK, LOOK));
            }
        }
    }

    private void off(int partner) {
        TestNode node = all.partners().get(partner);
        node.stop();
        dead.add(node);
        Await.until("it is gone", () -> !owner.node().network().linked().contains(node.owner()));
    }

    private void back(int partner) {
        TestNode node = all.partners().get(partner);
        dead.remove(node);
        node.start();
        Await.until("it is back", () -> owner.node().network().linked().contains(node.owner()));
    }

    private void rot(int partner) {
        TestNode node = all.partners().get(partner);
        PlacementRow row = owner.ledger()
                .segments()
                .placements(node.owner(), PlacementState.ACKED)
                .getFirst();
        new OneBlock(node.home(), row.agreement(), row.block()).flip(5_000);
    }

    private void sleep() {
        owner.stop();
        time.forward(STEP.multipliedBy(2));
        owner.start();
    }

    private void happen(int step) {
        switch (step) {
            case 2 -> off(0); // for good
            case 7 -> off(1);
            case 9 -> back(1);
            case 12 -> off(2); // for good
            case 18 -> rot(3);
            default -> {}
        }
    }

    /** Every segment has all its shards with machines that live. */
    private boolean isWhole() {
        Set<OwnerId> gone = new HashSet<>();
        dead.forEach(node -> gone.add(node.owner()));
        var segments = owner.ledger().segments();
        return segments.inState(SegmentState.PLACED).stream()
                .allMatch(segment -> segments.placements(segment.id()).stream()
                                .filter(row -> row.state() == PlacementState.ACKED && !gone.contains(row.partner()))
                                .map(PlacementRow::position)
                                .distinct()
                                .count()
                        == segment.shape().n());
    }

    @Test
    void ninetyDaysWithoutAWordAndEverythingComesBack() throws IOException {
        for (int step = 1; step <= END; step++) {
            work(step);
            happen(step);
            if (step == 15) {
                sleep();
                step++;
            } else {
                goBy(STEP);
            }
            awaitBackup();
            if (step == 5 || step == 16 || step == END) {
                Await.until("everything is whole again", this::isWhole);
            }
        }
        assertEquals(END, backups, "one each three days, and one at the start; two were missed and made up for by one");
        assertEquals(2, events("PARTNER_RENEGED").size(), "who came back is forgiven");
        assertTrue(events("REPAIRED").size() > 0);
        assertEquals(5, owner.control().snapshots().size());
        assertEquals(List.of(), events("BACKUP_OVERDUE"));

        TestNode blank = all.blank(all.seeds());
        Path to = folder.resolve("back");
        RestoredReport report = blank.control()
                .recover(new RecoverRequest(to.toString(), List.of(), false, Optional.empty()), progress -> {});
        assertEquals(0, report.errors(), report.problems().toString());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(to, data)));
    }
}
