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
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.audit.NewChallenge;
import org.holdfast.core.audit.OwnCatalogue;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.track.OwnDay;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.node.control.AuditReport;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.SignedAudit;
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

    /** A challenge that the owner has put, with the partner's coin, when the partner claims to know of a later one. */
    private void overtaken(long number) {
        Ledger ledger = owner.ledger();
        List<PlacementRow> rows = ledger.segments().placements(partner.owner(), PlacementState.ACKED);
        AgreementId agreement = rows.getFirst().agreement();
        byte[] id = new byte[16];
        id[0] = (byte) number;
        var names = new AuditNames(AuditId.of(id), owner.owner(), partner.owner(), agreement);
        OwnChallenge challenge = new NewChallenge(
                        names,
                        number,
                        Formats.AUDIT_AGGREGATE_V1.number(),
                        new AuditShape(12, true, 0, 1000),
                        10,
                        new OwnCatalogue(ledger.segments()).of(rows, Formats.AUDIT_AGGREGATE_V1.number(), 1),
                        new Digest(Id32.ZERO),
                        List.of())
                .commit(self(owner), owner.node().clock().instant());
        AuditCoin coin = new AuditCoin(
                        names,
                        challenge.commit().hash(),
                        new Digest(Id32.ZERO),
                        challenge.commit().catalogue(),
                        partner.node().clock().instant(),
                        List.of(),
                        SignedAudit.UNSIGNED)
                .signed(partner.node().identity().device());
        ledger.audits().owe(challenge.row());
        ledger.audits().keepCoin(names.audit(), Bytes.of(coin.bytes()));
        partner.ledger()
                .audits()
                .answer(new AnsweredRow(
                        agreement,
                        owner.owner(),
                        AuditId.of(new byte[16]),
                        number + 1,
                        new Digest(Id32.ZERO),
                        Bytes.of(coin.body()),
                        Bytes.of(new byte[1])));
    }

    private static Self self(TestNode node) {
        return Self.of(
                node.node().identity().certificate(), node.node().identity().device());
    }

    /** Whoever knows what it will be asked for would like another draw. */
    @Test
    void aChallengeWithACoinIsGivenUpOnceAMonth() {
        owner.awaitFirstAudits();
        long number = owner.node().clock().instant().getEpochSecond() + 1_000_000;
        overtaken(number);
        assertEquals("PROVED", audit(partner).getFirst().result(), "this node may have had an old ledger");
        overtaken(number + 1_000_000);
        AuditReport again = audit(partner).getFirst();
        assertEquals("MISBEHAVED", again.result(), again.toString());
        AgreementId agreement = owner.ledger()
                .segments()
                .placements(partner.owner(), PlacementState.ACKED)
                .getFirst()
                .agreement();
        assertEquals(
                number + 1_000_000,
                owner.ledger().audits().owed(agreement).orElseThrow().number());
        assertEquals(ProofStanding.OWED, owner.node().audits().standing(agreement));
    }

    /** Else every later audit, of any partner, would need a number above it. */
    @Tag("R53")
    @Test
    void anAuditThatNobodyCanHaveMadeIsNotBelieved() {
        owner.awaitFirstAudits();
        overtaken(Long.MAX_VALUE - 10);
        AuditReport found = audit(partner).getFirst();
        assertEquals("MISBEHAVED", found.result(), found.toString());
        assertEquals(ProofStanding.OWED, owner.node().audits().standing(agreement()));
        assertEquals("PROVED", audit(all.node(1)).getFirst().result());
    }

    @Tag("R53")
    @Test
    void whoeverAuditsWithoutEndIsRefusedByName() {
        AuditReport last = audit(partner).getFirst();
        for (int i = 0; i < 20 && last.result().equals("PROVED"); i++) {
            last = audit(partner).getFirst();
        }
        assertEquals("REFUSED", last.result(), last.toString());
        assertTrue(last.detail().contains(ErrorCode.AUDIT_BUDGET.name()), last.detail());
    }

    @Test
    void nobodyByThatNameIsAudited() {
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> owner.control().audit(Optional.of("nobody")));
        assertEquals(ErrorCode.NO_AGREEMENT, e.code());
    }
}
