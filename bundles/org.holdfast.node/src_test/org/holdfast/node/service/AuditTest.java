// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.track.OwnDay;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AuditReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits between whole nodes: the owner codes 2+1 for three partners. */
@Tag("R44")
@Tag("R45")
class AuditTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;
    private TestNode partner;
    private final List<AuditVerdict> heard = new ArrayList<>();

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 9_000_000, 1);
        all = new TestConfederation(folder, 4);
        for (int i = 0; i < 4; i++) {
            all.node(i).set(Setting.AUDIT_PIECES, 5000);
        }
        all.start("2+1");
        owner = all.owner().source(data);
        partner = all.node(2);
        assertEquals("FULL", owner.backup().state());
        owner.node().audits().listen(verdict -> {
            synchronized (heard) {
                heard.add(verdict);
            }
        });
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<AuditReport> audit(TestNode of) {
        return owner.control().audit(Optional.of(of.owner().toString()));
    }

    private static List<EventRow> events(TestNode node, String type) {
        return node.ledger().events().after(0, 10_000).stream()
                .filter(row -> row.type().equals(type))
                .toList();
    }

    private List<Path> blocks(TestNode of) {
        try (Stream<Path> found = Files.walk(of.home().resolve("holdings"))) {
            return found.filter(file -> file.toString().endsWith(".blk")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Tag("R49")
    @Test
    void everyPartnerProvesItAndBothSidesWriteItDown() {
        List<AuditReport> audits = owner.control().audit(Optional.empty());
        assertEquals(3, audits.size(), audits.toString());
        for (AuditReport each : audits) {
            assertEquals("PROVED", each.result(), each.toString());
            assertEquals("aggregate-v1", each.scheme());
            assertTrue(each.bytesOnWire() <= 8192, each.toString());
            assertTrue(each.blocks() > 0, each.toString());
        }
        AuditRow mine = owner.ledger().audits().last(partner.owner(), true).orElseThrow();
        Await.until(
                "the receipt is there",
                () -> partner.ledger()
                        .audits()
                        .last(owner.owner(), false)
                        .filter(row -> row.ended().receipt().equals(mine.ended().receipt()))
                        .isPresent());
        assertEquals(Optional.empty(), owner.ledger().audits().firstBroken());
        assertEquals(Optional.empty(), partner.ledger().audits().firstBroken());
        assertFalse(events(owner, "AUDIT_PROVED").isEmpty());
        assertTrue(owner.control().status().lastAudit().startsWith("PROVED"));
        assertTrue(owner.control().partners().stream()
                .allMatch(each -> each.lastAudit().startsWith("PROVED")));
    }

    @Test
    void aDamagedBlockIsFoundNamedAndKnownToWhoeverListens() {
        new Damage(partner, 1).payloads();
        AuditReport found = audit(partner).getFirst();
        assertEquals("WRONG", found.result(), found.toString());
        assertEquals(1, found.named().size());
        AuditFinding.Wrong wrong = heard.stream()
                .map(AuditVerdict::finding)
                .filter(AuditFinding.Wrong.class::isInstance)
                .map(AuditFinding.Wrong.class::cast)
                .findFirst()
                .orElseThrow();
        assertTrue(wrong.evidence()
                .getFirst()
                .convicts(
                        partner.node().identity().certificate().device(),
                        partner.node().identity().certificate().device()));
        assertEquals(1, events(owner, "AUDIT_WRONG").size());
        assertEquals("PROVED", audit(all.node(1)).getFirst().result(), "the others have nothing to do with it");
    }

    @Test
    void aBlockThatIsGoneIsAdmitted() throws IOException {
        Path gone = blocks(partner).getFirst();
        Files.delete(gone);
        AuditReport found = audit(partner).getFirst();
        assertEquals("ADMITTED", found.result(), found.toString());
        assertTrue(gone.getFileName().toString().startsWith(found.named().getFirst()), found.toString());
    }

    @Tag("R50")
    @Test
    void whoDoesNotAnswerOwesTheSameChallengeAfterARestartOfBoth() {
        partner.stop();
        AuditReport silent = audit(partner).getFirst();
        assertEquals("NO_ANSWER", silent.result(), silent.toString());
        var owed = owner.ledger().audits().owed(agreement()).orElseThrow();
        owner.stop();
        partner.start();
        owner.start();
        Await.until(
                "the challenge is answered",
                () -> owner.ledger()
                        .audits()
                        .find(owed.audit(), true)
                        .or(() -> {
                            audit(partner);
                            return Optional.empty();
                        })
                        .isPresent());
        assertEquals(
                "PROVED",
                owner.ledger()
                        .audits()
                        .find(owed.audit(), true)
                        .orElseThrow()
                        .ended()
                        .result());
    }

    private AgreementId agreement() {
        return owner.node().agreed().stream()
                .filter(terms -> terms.partnerOf(owner.owner()).equals(partner.owner()))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Tag("R28")
    @Test
    void auditsGoOnByThemselvesWithoutNewData() {
        owner.set(Setting.AUDIT_INTERVAL, 5);
        Await.until(
                "three rounds of audits", () -> events(owner, "AUDIT_PROVED").size() >= 9);
        assertTrue(owner.ledger().audits().last(partner.owner(), true).isPresent());
    }

    @Tag("R50")
    @Test
    void whoIsAwayInAPromisedHourMissesItsAudit() {
        owner.set(Setting.AUDIT_INTERVAL, 5);
        partner.stop();
        long day = OwnDay.of(owner.node().clock().instant());
        Await.until(
                "the audit is missed",
                () -> owner.ledger().track().seen(partner.owner(), day - 1).stream()
                        .anyMatch(row -> row.tally().missed() > 0));
        assertEquals(
                partner.owner().brief(),
                events(owner, "AUDIT_MISSED").getFirst().subject());
        assertTrue(events(owner, "AUDIT_WRONG").isEmpty(), "silence is not wrong");
    }

    @Tag("R53")
    @Test
    void whoeverAuditsWithoutEndIsRefusedByName() {
        AuditReport last = audit(partner).getFirst();
        for (int i = 0; i < 20 && last.result().equals("PROVED"); i++) {
            last = audit(partner).getFirst();
        }
        assertEquals("UNKNOWN", last.result(), last.toString());
        assertTrue(last.detail().contains(ErrorCode.AUDIT_BUDGET.name()), last.detail());
    }

    @Test
    void nobodyByThatNameIsAudited() {
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> owner.control().audit(Optional.of("nobody")));
        assertEquals(ErrorCode.NO_AGREEMENT, e.code());
    }
}
