// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.EventRow;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.StatusReport;
import org.holdfast.trust.RecoverySecret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that was thought lost comes back after another one came from its sheet. */
@Tag("R57")
class ReplacedTest {
    private static final int ANOTHER_PORT = 1500;

    @TempDir
    Path folder;

    private TestConfederation all;
    private TestNode old;

    @BeforeEach
    void backUp() {
        Data.random(folder.resolve("data").resolve("a"), 300_000, 1);
        all = new TestConfederation(folder, 4).start("2+1");
        old = all.owner().source(folder.resolve("data"));
        assertEquals("FULL", old.backup().state());
    }

    @AfterEach
    void stop() {
        all.close();
    }

    private static boolean isReplaced(StatusReport status) {
        return status.reasons().stream().anyMatch(each -> each.contains("has taken its place"));
    }

    @Test
    void itSaysThatItWasReplacedAlsoAfterARestart() {
        String seeds = all.seeds();
        TestNode fresh = all.blank(seeds);
        var request = new RecoverRequest(folder.resolve("back").toString(), List.of(), false, Optional.empty());
        assertEquals(0, fresh.control().recover(request, progress -> {}).errors(), "partners serve the new one");
        try (RecoverySecret secret = fresh.secret();
                TestNode back = TestConfederation.settled(
                        new TestNode(all.network, ANOTHER_PORT, old.home(), old.owner(), secret.bytes()), 0)) {
            back.set(Setting.SEEDS, seeds).start();
            Await.until("it is told", () -> isReplaced(back.control().status()));
            StatusReport status = back.control().status();
            assertFalse(status.safe() || status.restorable(), status.reasons()::toString);
            back.stop();
            all.partners().forEach(TestNode::stop);
            back.start();
            assertTrue(isReplaced(back.control().status()), "it knows, though nobody is there to say it again");
            assertEquals(
                    1,
                    back.ledger().events().after(0, 10_000).stream()
                            .map(EventRow::type)
                            .filter("IDENTITY_REPLACED"::equals)
                            .count());
        }
        assertFalse(isReplaced(fresh.control().status()), "the new one is the right one");
    }
}
