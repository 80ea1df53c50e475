// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a changed entry breaks a chain is shown by the contracts of the ledger; here: that somebody looks, and tells. */
@Tag("G")
class ChainWatchTest {
    private final AtomicReference<Optional<Long>> first = new AtomicReference<>(Optional.empty());

    @Test
    void whatDoesNotFitIsTold() {
        try (ChainWatch watch =
                new ChainWatch(Map.of("audit log", first::get, "log of audits", Optional::empty), new NodeClock())) {
            watch.look();
            assertEquals(List.of(), watch.broken());
            first.set(Optional.of(7L));
            watch.look();
            assertEquals(1, watch.broken().size());
            assertTrue(watch.broken().getFirst().startsWith("entry 7 of the audit log "));
        }
    }

    @Test
    void itLooksByItselfFromTheStartOn() {
        first.set(Optional.of(7L));
        try (ChainWatch watch = new ChainWatch(Map.of("audit log", first::get), new NodeClock())) {
            watch.start();
            Await.until("it looked", () -> !watch.broken().isEmpty());
        }
    }
}
