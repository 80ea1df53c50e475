// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.model.AgreementTerms;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.control.StatusReport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that chooses its code by itself says what may be expected of it. */
@Tag("R43")
class DurabilityStatusTest {
    @TempDir
    Path folder;

    private static void saw(TestNode owner, TestNode partner, Function<Instant, HealthEvent> event) {
        AgreementTerms terms = owner.node().agreed().stream()
                .filter(each -> each.partnerOf(owner.owner()).equals(partner.owner()))
                .findFirst()
                .orElseThrow();
        owner.node()
                .health()
                .desk()
                .looked(terms, event.apply(owner.node().clock().instant()));
    }

    @Test
    void statusSaysTheExpectedLossAndWhatLimitsIt() {
        try (TestConfederation all = new TestConfederation(folder, 4).start("auto")) {
            TestNode owner = all.owner();
            StatusReport before = owner.control().status();
            assertEquals(365.25 / 730, before.lossPerYear(), 1e-12, "nothing is anywhere else yet");
            assertEquals("this machine: nobody else has anything", before.limitedBy());
            assertEquals("2+1", before.code());
            assertTrue(before.reasons().toString().contains("partners on 5 more machines"), before.reasons()::toString);

            Path data = folder.resolve("data");
            Data.random(data.resolve("a"), 300_000, 1);
            SnapshotReport made = owner.source(data).backup();
            assertEquals("2+1", made.code());
            StatusReport after = owner.control().status();
            assertTrue(after.safe(), after.reasons()::toString);
            assertTrue(after.lossPerYear() < 0.02 && after.lossPerYear() > 1e-4, "loss " + after.lossPerYear());
            assertTrue(after.limitedBy().startsWith("machines: "), after.limitedBy());

            owner.awaitFirstAudits();
            saw(owner, all.node(2), HealthEvent.Wronged::new);
            StatusReport doubtful = owner.control().status();
            assertTrue(doubtful.safe(), doubtful.reasons()::toString);
            assertTrue(
                    doubtful.lossPerYear() > 10 * after.lossPerYear(),
                    "what a partner has that was wrong does not count: " + doubtful.lossPerYear());
            saw(owner, all.node(3), HealthEvent.Wronged::new);
            StatusReport beyond = owner.control().status();
            assertFalse(beyond.safe(), "one sound partner has not everything");
            assertTrue(beyond.reasons().toString().contains("gave something wrong"), beyond.reasons()::toString);
            assertEquals(365.25 / 730, beyond.lossPerYear(), 1e-12);
            saw(owner, all.node(2), HealthEvent.Cleared::new);
            saw(owner, all.node(3), HealthEvent.Cleared::new);
            assertTrue(owner.control().status().safe(), "they have proved it");

            owner.set(Setting.SITE_LOSSES, 1);
            assertTrue(owner.control().status().limitedBy().startsWith("site '"), "more fires than broken disks");
        }
    }
}
