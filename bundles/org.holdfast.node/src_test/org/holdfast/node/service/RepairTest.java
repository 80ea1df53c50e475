// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.core.audit.AuditEvidence;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.EventReport;
import org.holdfast.node.control.PartnerReport;
import org.holdfast.node.control.RepairReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partners are silent, wrong or gone, and nobody says a word: the owner codes 2+2 for its six partners. */
@Tag("R2")
@Tag("R52")
@Tag("R59")
class RepairTest {
    @TempDir
    Path folder;

    private Path data;
    private TestConfederation all;
    private TestNode owner;
    private TestNode partner;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("file"), 9_000_000, 1);
        all = new TestConfederation(folder, 7);
        all.owner().set(Setting.SPARES, 2);
        for (int i = 0; i < 7; i++) {
            all.node(i).set(Setting.AUDIT_PIECES, 5000);
        }
        all.start("2+2");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        owner.awaitFirstAudits();
        partner = all.partners().stream()
                .filter(node -> at(node, PlacementState.ACKED).size() > 2)
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<PlacementRow> at(TestNode holder, PlacementState state) {
        return owner.ledger().segments().placements(holder.owner(), state);
    }

    private AgreementTerms terms(TestNode holder) {
        return owner.node().agreed().stream()
                .filter(terms -> terms.partnerOf(owner.owner()).equals(holder.owner()))
                .findFirst()
                .orElseThrow();
    }

    private HealthState health(AgreementTerms terms) {
        return owner.node().health().state(terms.id());
    }

    /** So much promised time goes by at the owner, looked at every few minutes, and the partner is not there. */
    private Instant silence(AgreementTerms terms, Instant from, Duration length) {
        Duration look = Duration.ofMinutes(5);
        Instant now = from;
        for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(look)) {
            now = now.plus(look);
            owner.node().health().desk().looked(terms, new HealthEvent.Absent(now, look, look));
        }
        return now;
    }

    private Instant suspect(TestNode holder) {
        holder.stop();
        Await.until("the link is gone", () -> !owner.node().network().linked().contains(holder.owner()));
        return silence(terms(holder), owner.node().clock().instant(), Duration.ofHours(73));
    }

    private static List<EventReport> events(TestNode node, String type) {
        List<EventReport> all = new ArrayList<>();
        node.control().events(0, false, all::add);
        return all.stream().filter(each -> each.event().equals(type)).toList();
    }

    private boolean isFullAt(Set<OwnerId> holders) {
        var segments = owner.ledger().segments();
        return segments.inState(SegmentState.PLACED).stream().allMatch(segment -> {
            Set<Integer> positions = new HashSet<>();
            Set<OwnerId> used = new HashSet<>();
            for (PlacementRow row : segments.placements(segment.id())) {
                if (row.state() == PlacementState.ACKED && holders.contains(row.partner())) {
                    assertTrue(used.add(row.partner()), "two shards of a segment with one partner");
                    positions.add(row.position());
                }
            }
            return positions.size() == segment.shape().n();
        });
    }

    private Set<OwnerId> without(TestNode... gone) {
        Set<OwnerId> holders = new HashSet<>();
        all.partners().forEach(node -> holders.add(node.owner()));
        for (TestNode node : gone) {
            holders.remove(node.owner());
        }
        return holders;
    }

    private void assertRestores() {
        assertEquals(0, owner.restore(folder.resolve("back")).errors());
        assertEquals(TreePrint.of(data), TreePrint.of(Data.restored(folder.resolve("back"), data)));
    }

    @Test
    void whatLiesWithASilentPartnerIsMadeAnewElsewhere() {
        owner.set(Setting.SUSPECT_HOURS, 0.001);
        partner.stop();
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        assertFalse(health(terms(partner)).isGone());
        Await.until("the log says so", () -> !events(owner, "REPAIRED").isEmpty());
        assertTrue(owner.control().status().reasons().stream().anyMatch(each -> each.contains("is silent since")));
        assertRestores();
    }

    @Test
    @Tag("R19")
    @Tag("R50")
    void whoIsBackWithinGraceGetsNothingAgainAndNoPenalty() {
        List<PlacementRow> before = at(partner, PlacementState.ACKED);
        AgreementTerms terms = terms(partner);
        Instant now = suspect(partner);
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        silence(terms, now, Duration.ofHours(335));
        assertEquals(HealthState.GRACE, health(terms));
        partner.start();
        Await.until("it is forgiven", () -> health(terms) == HealthState.OK);
        assertEquals(before, at(partner, PlacementState.ACKED), "its blocks count again, and none came twice");
        assertEquals(before.size(), held(partner, terms));
        assertTrue(owner.node().lasting().contains(terms));
        assertEquals(List.of(), events(owner, "PARTNER_RENEGED"));
        assertEquals(0, reneged(partner));
        assertEquals("OK", report(partner).orElseThrow().health());
        assertEquals(new RepairReport(0, 0, 0, 0, List.of()), owner.control().repair());
        assertRestores();
    }

    private void untilGivenUp() {
        try {
            Await.until(
                    "nothing is counted on there",
                    () -> at(partner, PlacementState.ACKED).isEmpty());
        } catch (AssertionError e) {
            throw new AssertionError(owner.control().status().reasons().toString(), e);
        }
    }

    private int held(TestNode holder, AgreementTerms terms) {
        return holder.ledger()
                .holdings()
                .list(terms.id(), Optional.empty(), 10_000)
                .size();
    }

    private int reneged(TestNode holder) {
        return owner.node()
                .partnership()
                .orElseThrow()
                .tracking()
                .of(holder.owner())
                .reneged();
    }

    private Optional<PartnerReport> report(TestNode holder) {
        return owner.control().partners().stream()
                .filter(each -> each.node().equals(holder.owner().toString()))
                .findFirst();
    }

    @Test
    @Tag("R50")
    void aDayLaterItHasRenegedIsToldDroppedAndReplaced() {
        AgreementTerms terms = terms(partner);
        List<PlacementRow> held = at(partner, PlacementState.ACKED);
        Instant now = suspect(partner);
        silence(terms, now, Duration.ofHours(337));
        assertEquals(HealthState.RENEGED, health(terms));
        assertEquals(1, events(owner, "PARTNER_RENEGED").size());
        assertEquals(1, reneged(partner));
        assertTrue(report(partner).isEmpty(), "it is no partner any more");
        untilGivenUp();
        assertTrue(isFullAt(without(partner)));
        assertEquals("FULL", owner.control().status().protection());

        partner.start();
        Await.until("it is told", () -> !events(partner, "AGREEMENT_REVOKED").isEmpty());
        assertEquals(
                AgreementPhase.CLOSED,
                partner.ledger().agreements().find(terms.id()).orElseThrow().phase());
        Await.until(
                "that is not said again",
                () -> owner.node().health().row(terms.id()).orElseThrow().told());
        assertEquals(held.size(), held(partner, terms), "what it holds is not freed");
        assertRestores();
    }

    /** The others go on as if nothing had been; a restart in between forgets nothing. */
    @Test
    void whoRestartsInMidRepairGoesOnWhereItWas() {
        owner.set(Setting.REPAIR_MEBIBYTES, 1);
        suspect(partner);
        Await.until(
                "repair has begun",
                () -> events(owner, "PARTNER_SUSPECT").size() == 1
                        && all.partners().stream()
                                .filter(node -> node != partner)
                                .anyMatch(node -> at(node, PlacementState.ACKED).size() > 0));
        owner.stop();
        owner.start();
        assertEquals(HealthState.GRACE, health(terms(partner)), "the ledger knows how long it has been silent");
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        assertRestores();
    }

    @Test
    void aBadSourceIsLeftOutAndRepairedItself() {
        TestNode liar = all.partners().stream()
                .filter(node ->
                        node != partner && at(node, PlacementState.ACKED).size() > 2)
                .findFirst()
                .orElseThrow();
        assertTrue(new Damage(liar, 3).payloads().blocks() > 0);
        suspect(partner);
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        assertRestores();
        owner.node().audits().audit(Optional.of(liar.owner().toString())); // where nobody read them, audits find them
        assertFalse(events(owner, "BLOCK_DAMAGED").isEmpty());
        Await.until(
                "what was bad is made anew",
                () -> isFullAt(without(partner))
                        && owner.control().status().protection().equals("FULL"));
        assertEquals(0, owner.restore(folder.resolve("again")).badShards(), "no bad shard is asked for any more");
    }

    private void damageOne(TestNode holder) {
        PlacementRow row = at(holder, PlacementState.ACKED).getFirst();
        new OneBlock(holder.home(), row.agreement(), row.block()).flip(5_000);
    }

    @Test
    @Tag("R54")
    void aHolderFindsADamagedBlockAndItsOwnerMakesItAnewThere() {
        PlacementRow old = at(partner, PlacementState.ACKED).getFirst();
        AgreementTerms terms = terms(partner);
        damageOne(partner);
        partner.set(Setting.SCRUB_HOURS, 0.001);
        Await.until("the owner knows", () -> !events(owner, "BLOCK_DAMAGED").isEmpty());
        assertEquals(1, events(partner, "HELD_DAMAGED").size());
        Await.until("redundancy is back", () -> isFullAt(without()));
        assertEquals(
                PlacementState.LOST,
                owner.ledger().segments().find(old.block()).orElseThrow().state());
        assertTrue(
                owner.ledger().segments().placements(old.segment()).stream()
                        .anyMatch(row -> row.position() == old.position()
                                && row.state() == PlacementState.ACKED
                                && row.partner().equals(partner.owner())),
                "it is not at the same partner");
        assertEquals(HealthState.OK, health(terms), "one block is forgiven");
        assertTrue(partner.ledger().damages().damaged(terms.id()).contains(old.block()));
        assertRestores();
    }

    @Test
    void whoHasLostManyBlocksKeepsWhatIsWholeAndGetsNothingNew() {
        partner = all.partners().stream()
                .filter(node -> dataBlocks(node) > 1)
                .findFirst()
                .orElseThrow();
        AgreementTerms terms = terms(partner);
        new Damage(partner, 5).payloads();
        partner.set(Setting.SCRUB_HOURS, 0.001);
        Await.until("it is contained", () -> health(terms) == HealthState.CONTAINED);
        Await.until(
                "redundancy is back",
                () -> isFullAt(without())
                        && owner.control().status().protection().equals("FULL"));
        Await.until(
                "no damaged block is counted on",
                () -> at(partner, PlacementState.ACKED).stream()
                        .noneMatch(row ->
                                partner.ledger().damages().damaged(terms.id()).contains(row.block())));
        assertRestores();
    }

    private long dataBlocks(TestNode node) {
        return at(node, PlacementState.ACKED).stream()
                .filter(row -> owner.ledger()
                                .segments()
                                .find(row.segment())
                                .orElseThrow()
                                .blockClass()
                        == BlockClass.DATA)
                .count();
    }

    private AuditVerdict wrong(List<PlacementRow> rows) {
        List<BlockId> blocks = rows.stream().map(PlacementRow::block).sorted().toList();
        List<AuditEvidence> evidence = blocks.stream()
                .map(block -> new AuditEvidence(block, Bytes.EMPTY, Bytes.EMPTY))
                .toList();
        return new AuditVerdict(
                partner.owner(),
                terms(partner).id(),
                owner.node().clock().instant(),
                new AuditFinding.Wrong(blocks, evidence));
    }

    /** A disk loses a block now and then. It is made anew, and the next proof clears whoever had it. */
    @Test
    void oneBlockConvictsNobody() {
        AgreementTerms terms = terms(partner);
        owner.node()
                .health()
                .desk()
                .audited(wrong(at(partner, PlacementState.ACKED).subList(0, 1)));
        assertEquals(HealthState.CONTAINED, health(terms));
        Await.until("redundancy is back", () -> isFullAt(without()));
        assertEquals(
                1,
                owner.node()
                        .audits()
                        .audit(Optional.of(partner.owner().toString()))
                        .size());
        assertEquals(HealthState.OK, health(terms));
        assertEquals(List.of(), events(owner, "PARTNER_RENEGED"));
    }

    /** A cheat signs nothing, so nothing convicts it; to be there is not enough all the same. */
    @Test
    @Tag("R44")
    void whoIsThereAndProvesNothingIsAsGoodAsAbsent() {
        AgreementTerms terms = terms(partner);
        String wanted = partner.owner().toString();
        String result = "PROVED";
        for (int i = 0; i < 50 && result.equals("PROVED"); i++) {
            result = owner.node().audits().audit(Optional.of(wanted)).getFirst().result();
        }
        assertEquals("REFUSED", result);
        owner.set(Setting.SUSPECT_HOURS, 0.001);
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        assertTrue(owner.node().network().linked().contains(partner.owner()), "it was there all the time");
        assertFalse(health(terms).counts());
        assertTrue(owner.control().status().reasons().stream().anyMatch(each -> each.contains("proves nothing")));
        result = owner.node().audits().audit(Optional.of(wanted)).getFirst().result();
        assertEquals("REFUSED", result, "what lay there is elsewhere now, and the proof is owed all the same");
        assertEquals(ProofStanding.OWED, owner.node().audits().standing(terms.id()));
        GivenUp.challenge(owner, terms.id());
        for (int i = 0; i < 30; i++) { // two looks and more
            assertNotEquals(
                    ProofStanding.CLEAR,
                    owner.node().audits().standing(terms.id()),
                    "a challenge given up proves nothing");
            LockSupport.parkNanos(100_000_000);
        }
        assertRestores();
    }

    /** Without evidence it is no cheat, and all the same it gets nothing back for a month. */
    @Test
    void whoLostMuchGetsNothingNew() {
        AgreementTerms terms = terms(partner);
        List<BlockId> all = at(partner, PlacementState.ACKED).stream()
                .map(PlacementRow::block)
                .sorted()
                .toList();
        owner.node()
                .health()
                .desk()
                .audited(new AuditVerdict(
                        partner.owner(),
                        terms.id(),
                        owner.node().clock().instant(),
                        new AuditFinding.Wrong(all, List.of())));
        assertEquals(1, events(owner, "PARTNER_CONTAINED").size());
        Await.until("redundancy is back", () -> isFullAt(without(partner)));
        assertEquals(HealthState.CONTAINED, health(terms));
        assertRestores();
    }

    @Test
    void aConvictedPartnerIsToldAndDropped() {
        AgreementTerms terms = terms(partner);
        List<PlacementRow> lying = at(partner, PlacementState.ACKED);
        AuditVerdict verdict = wrong(lying);
        owner.node().health().desk().audited(verdict);
        owner.node().health().desk().audited(verdict);
        assertEquals(HealthState.CORRUPT, health(terms));
        assertEquals(1, events(owner, "PARTNER_RENEGED").size());
        Await.until("it is told", () -> !events(partner, "AGREEMENT_REVOKED").isEmpty());
        untilGivenUp();
        assertTrue(isFullAt(without(partner)));
        assertEquals(1, reneged(partner));
        assertTrue(
                owner.node().lasting().stream()
                        .noneMatch(each -> each.partnerOf(owner.owner()).equals(partner.owner())),
                "it is a partner again");
        assertEquals(
                List.of("CORRUPT"),
                owner.control().formerPartners().stream()
                        .filter(each -> each.node().equals(partner.owner().toString()))
                        .map(PartnerReport::health)
                        .toList(),
                "people can still see what became of it");
        assertTrue(owner.control().partners().stream()
                .noneMatch(each -> each.node().equals(partner.owner().toString())));
        assertRestores();
    }

    @Test
    void aVerdictThatSaysNothingChangesNothing() {
        AgreementTerms terms = terms(partner);
        Instant now = owner.node().clock().instant();
        var unknown = new AuditFinding.Unknown(org.holdfast.model.ErrorCode.DISK_FAILED, "this node's own disk");
        owner.node().health().desk().audited(new AuditVerdict(partner.owner(), terms.id(), now, unknown));
        assertEquals(HealthState.OK, health(terms));
        owner.node()
                .health()
                .desk()
                .audited(new AuditVerdict(
                        partner.owner(),
                        terms.id(),
                        now,
                        new AuditFinding.Wrong(
                                List.of(at(partner, PlacementState.ACKED)
                                        .getFirst()
                                        .block()),
                                List.of())));
        assertEquals(HealthState.CONTAINED, health(terms));
        owner.node()
                .health()
                .desk()
                .audited(new AuditVerdict(partner.owner(), terms.id(), now, new AuditFinding.Proved(1, 1)));
        assertEquals(HealthState.OK, health(terms), "it has proved what it was asked");
    }

    @Test
    @Tag("R54")
    void whatARestoreFindsBadIsMadeAnew() {
        new Damage(partner, 9).payloads();
        var first = owner.restore(folder.resolve("first"));
        assertEquals(0, first.errors());
        assertTrue(first.badShards() > 0, "no damaged block was asked for");
        Await.until("it is known", () -> !events(owner, "BLOCK_DAMAGED").isEmpty());
        Await.until(
                "redundancy is back",
                () -> owner.control().status().protection().equals("FULL") && isFullAt(without()));
        assertRestores();
    }
}
