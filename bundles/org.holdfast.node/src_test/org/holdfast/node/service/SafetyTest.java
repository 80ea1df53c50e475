// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.model.AgreementTerms;
import org.holdfast.node.control.CheckReport;
import org.holdfast.node.control.StatusReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Between safe and not safe: everything can be had, and nothing more may be lost. */
@Tag("R43")
class SafetyTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;
    private Path data;

    @BeforeEach
    void backUp() {
        data = folder.resolve("data");
        Data.random(data.resolve("a"), 300_000, 1);
        all = new TestConfederation(folder, 4).start("2+1");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        owner.awaitFirstAudits();
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private StatusReport status() {
        return owner.control().status();
    }

    private AgreementTerms terms(TestNode partner) {
        return owner.node().agreed().stream()
                .filter(each -> each.partnerOf(owner.owner()).equals(partner.owner()))
                .findFirst()
                .orElseThrow();
    }

    private void stops(TestNode partner) {
        partner.stop();
        Await.until("the link is gone", () -> !owner.node().network().linked().contains(partner.owner()));
    }

    private void loses(TestNode partner) {
        stops(partner);
        Instant now = owner.node().clock().instant();
        owner.node().health().desk().looked(terms(partner), new HealthEvent.Convicted(now));
    }

    /** Three days of promised time go by, and it is not there. */
    private void silence(TestNode partner) {
        stops(partner);
        AgreementTerms terms = terms(partner);
        Duration look = Duration.ofHours(1);
        Instant now = owner.node().clock().instant();
        for (int i = 0; i < 74; i++) {
            now = now.plus(look);
            owner.node().health().desk().looked(terms, new HealthEvent.Absent(now, look, look));
        }
        assertFalse(owner.node().health().isSound(terms));
    }

    @Test
    void whoIsSilentForDaysDoesNotCount() {
        silence(all.node(3));
        StatusReport bare = status();
        assertFalse(bare.safe(), "nothing more may be lost");
        assertTrue(bare.restorable(), bare.reasons()::toString);
        assertEquals("FULL", bare.protection(), "it may come back");
        assertTrue(bare.reasons().toString().contains("nothing to spare"), bare.reasons()::toString);
        assertEquals("OK", backupCheck().status());

        silence(all.node(2));
        StatusReport gone = status();
        assertFalse(gone.safe() || gone.restorable(), gone.reasons()::toString);
        assertTrue(gone.reasons().toString().contains("so many partners are silent"), gone.reasons()::toString);
        assertTrue(
                gone.reasons().toString().contains("only 1 of 3 partners can be reached now, and a restore needs 2"),
                gone.reasons()::toString);
        assertEquals("CRITICAL", backupCheck().status());
    }

    @Test
    void withoutASpareEverythingCanBeRestoredAndMoreMayNotBeLost() {
        StatusReport before = status();
        assertTrue(before.safe() && before.restorable(), before.reasons()::toString);
        loses(all.node(3));
        StatusReport bare = status();
        assertFalse(bare.safe(), "nothing more may be lost");
        assertTrue(bare.restorable(), bare.reasons()::toString);
        assertEquals("PARTIAL", bare.protection());
        assertTrue(bare.reasons().toString().contains("everything can be restored"), bare.reasons()::toString);
        assertTrue(bare.lossPerYear() > before.lossPerYear(), "less is to spare");
        assertTrue(bare.lossPerYear() <= 365.25 / 730, "it is no worse than having no partner");
        assertEquals(0, owner.restore(folder.resolve("back")).errors(), "what is promised holds");
        assertEquals("WARN", backupCheck().status());

        loses(all.node(2));
        StatusReport gone = status();
        assertFalse(gone.safe() || gone.restorable(), gone.reasons()::toString);
        assertEquals("this machine: the others may not have everything", gone.limitedBy());
        assertEquals("CRITICAL", backupCheck().status());
    }

    private CheckReport backupCheck() {
        return new InspectionDesk(owner.node(), Optional.empty())
                .checks().stream()
                        .filter(each -> each.check().equals("backups"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatIsInNoSnapshotYetIsNotSafe() {
        Path late = folder.resolve("late");
        Data.random(late.resolve("b"), 1000, 2);
        owner.source(late);
        StatusReport status = status();
        assertFalse(status.safe(), status.reasons()::toString);
        assertTrue(status.restorable(), status.reasons()::toString);
        assertEquals("FULL", status.protection());
        assertTrue(
                status.reasons().stream().anyMatch(each -> each.startsWith(late + " is in no snapshot yet")),
                status.reasons()::toString);
        owner.backup();
        assertTrue(status().safe(), status().reasons()::toString);
    }
}
