// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Formats;
import org.holdfast.node.control.AuditReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner marks its blocks by a scheme that one of its two partners does not know: that is no debt of the partner's. */
@Tag("R44")
@Tag("R50")
class UnknownSchemeTest {
    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode owner;
    private TestNode modern;
    private TestNode old;

    @BeforeEach
    void backUp() {
        Path data = folder.resolve("data");
        Data.random(data.resolve("file"), 300_000, 1);
        all = new TestConfederation(folder, 3);
        modern = all.node(1);
        old = all.node(2).plugins(TestProviders::withoutAggregate);
        all.start("1+1");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private List<AuditReport> audit(TestNode of) {
        return owner.control().audit(Optional.of(of.owner().toString()));
    }

    private AgreementId agreement(TestNode with) {
        return owner.ledger()
                .segments()
                .placements(with.owner(), PlacementState.ACKED)
                .getFirst()
                .agreement();
    }

    private ProofStanding standing(TestNode of) {
        return owner.node().audits().standing(agreement(of));
    }

    private boolean isNamed(TestNode node) {
        String name = node == old ? "node2" : "node1";
        return owner.control().status().reasons().stream()
                .anyMatch(each -> each.startsWith(name + " does not know audit scheme 1"));
    }

    @Test
    void whoNeverKnewASchemeIsAuditedWholeAndOwesNothing() {
        Await.until("the old partner was asked", () -> {
            audit(old);
            return isNamed(old);
        });
        AuditReport whole = audit(old).getFirst();
        assertEquals("block-v1", whole.scheme(), whole.toString());
        assertEquals("PROVED", whole.result(), whole.toString());
        assertEquals(ProofStanding.CLEAR, standing(old));
        assertEquals(Optional.empty(), owner.ledger().audits().owed(agreement(old)));
        assertEquals("aggregate-v1", audit(modern).getFirst().scheme());
        assertFalse(isNamed(modern));
        owner.stop();
        owner.start();
        Await.until("it is known after a restart", () -> isNamed(old));
    }

    @Test
    void whoHasAnsweredInASchemeOnceCannotForgetIt() {
        assertEquals("PROVED", audit(modern).getFirst().result());
        assertTrue(owner.ledger()
                .audits()
                .last(agreement(modern), Formats.AUDIT_AGGREGATE_V1.number())
                .isPresent());
        modern.stop();
        modern.plugins(TestProviders::withoutAggregate).start();
        Await.until(
                "it is asked again and says that it does not know",
                () -> audit(modern).getFirst().result().equals("REFUSED"));
        assertEquals(ProofStanding.OWED, standing(modern));
        assertFalse(isNamed(modern));
    }
}
