// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies with a partner in its commitment period could not be had back: repair waits rather than store there. */
@Tag("R51")
class RepairCommitmentTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;

    @AfterEach
    void stop() {
        all.close();
    }

    private AgreementRow agreement(TestNode partner) {
        return owner.ledger().agreements().all().stream()
                .filter(row -> row.agreement().terms().isBetween(owner.owner(), partner.owner()))
                .findFirst()
                .orElseThrow();
    }

    /** As if the two had agreed just now in an open confederation. */
    private static AgreementRow committed(AgreementRow row) {
        AgreementTerms of = row.agreement().terms();
        AgreementTerms terms = new AgreementTerms(
                of.id(),
                of.version(),
                of.confederation(),
                of.proposer(),
                of.responder(),
                of.reservedByProposer(),
                of.reservedByResponder(),
                of.proposerSchedule(),
                of.responderSchedule(),
                of.proposerDomains(),
                of.responderDomains(),
                of.grace(),
                of.grace().plus(Duration.ofDays(7)),
                of.longestRetention(),
                of.start(),
                of.formats(),
                of.allowances());
        Agreement agreement = new Agreement(
                terms, row.agreement().proposerSignature(), row.agreement().responderSignature());
        return new AgreementRow(agreement, AgreementPhase.COMMITMENT, row.since());
    }

    private List<PlacementRow> at(TestNode partner) {
        return owner.ledger().segments().placements(partner.owner(), PlacementState.ACKED);
    }

    /** Of segments that have nothing at the fresh partner, those that have something at the one that dies. */
    private long waiting(TestNode dead, TestNode fresh) {
        var segments = owner.ledger().segments();
        return segments.inState(SegmentState.PLACED).stream()
                .map(segment -> segments.placements(segment.id()))
                .filter(rows -> rows.stream().anyMatch(row -> row.partner().equals(dead.owner()))
                        && rows.stream().noneMatch(row -> row.partner().equals(fresh.owner())))
                .count();
    }

    @Test
    void aPartnerInItsCommitmentPeriodGetsNothingFromRepair() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 24_000_000, 1);
        all = new TestConfederation(folder, 6);
        all.owner().set(Setting.SPARES, 1);
        all.start("2+2");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        TestNode fresh = all.node(1);
        TestNode dead = all.partners().subList(1, 5).stream()
                .filter(node -> waiting(node, fresh) > 0)
                .findFirst()
                .orElseThrow();
        long waiting = waiting(dead, fresh);
        int before = at(fresh).size();
        AgreementRow past = agreement(fresh);
        owner.ledger().agreements().save(committed(past));

        owner.set(Setting.SUSPECT_HOURS, 0.001);
        dead.stop();
        Await.until(
                "it says what it waits for",
                () -> owner.control().status().reasons().stream()
                        .anyMatch(each -> each.startsWith(waiting + " shards have to be made anew and cannot be yet")));
        assertEquals(before, at(fresh).size());

        owner.ledger().agreements().save(past);
        Await.until("its commitment is over, and it helps", () -> at(fresh).size() == before + waiting);
        assertTrue(owner.restore(folder.resolve("back")).errors() == 0);
    }
}
