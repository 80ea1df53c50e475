// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.place.Spread;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waiting for partners that never come. */
class SeatsTest {
    private static final OwnerId SELF = new OwnerId(new Id32(0, 0, 0, 1));

    @Test
    @Timeout(20)
    void theWaitEndsWithTheRun(@TempDir Path folder) {
        try (SqliteLedger ledger = SqliteLedger.open(folder.resolve("ledger.db"))) {
            Seats seats = new Seats(
                    SELF,
                    ledger,
                    List::of,
                    id -> Optional.empty(),
                    id -> true,
                    () -> Spread.ALL,
                    () -> false,
                    new NodeClock());
            RunFailure failure = new RunFailure();
            Thread.ofVirtual().start(() -> {
                while (seats.waitingFor().isEmpty()) {
                    Thread.onSpinWait();
                }
                failure.set(new HoldfastException(ErrorCode.DISK_FAILED, "disk", "made up"));
            });
            HoldfastException ended = assertThrows(
                    HoldfastException.class, () -> seats.choose(new CodeShape(1, 1), 1 << 14, failure::check));
            assertEquals(ErrorCode.DISK_FAILED, ended.code());
            assertEquals(Optional.empty(), seats.waitingFor());
            assertEquals(Optional.empty(), seats.another(new CodeShape(1, 1), Set.of(), 1 << 14));
        }
    }
}
