// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import org.holdfast.node.control.PartnerReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R28")
class LastSeenTest {
    @TempDir
    private Path folder;

    private static PartnerReport partner(TestNode owner, TestNode partner) {
        return owner.control().partners().stream()
                .filter(each -> each.node().equals(partner.owner().toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPartnerWasLastSeenWhenItsLinkEndedNotWhenItBegan() {
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            TestNode owner = all.start("1+1").owner();
            TestNode leaver = all.node(1);
            Await.until("a link", () -> partner(owner, leaver).reachable());
            Instant before = Instant.now();
            assertTrue(partner(owner, leaver).lastSeen().orElseThrow().isBefore(before), "the link began before");
            leaver.stop();
            Await.until(
                    "it is gone, and that is noted",
                    () -> partner(owner, leaver)
                            .lastSeen()
                            .filter(seen -> !seen.isBefore(before))
                            .isPresent());
        }
    }

    @Test
    void whatThisNodeSawBeforeItWasStoppedItKnowsAfterwards() {
        try (TestConfederation all = new TestConfederation(folder, 3)) {
            TestNode owner = all.start("1+1").owner();
            TestNode leaver = all.node(1);
            Await.until("a link", () -> partner(owner, leaver).reachable());
            Instant before = Instant.now();
            owner.stop();
            leaver.stop();
            owner.start();
            assertFalse(partner(owner, leaver).lastSeen().orElseThrow().isBefore(before));
        }
    }
}
