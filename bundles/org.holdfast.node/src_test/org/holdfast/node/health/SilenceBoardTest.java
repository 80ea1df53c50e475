// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.core.port.EventRow;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.SilenceNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the dead man's alarm is raised, and what ends it. */
@Tag("G")
class SilenceBoardTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofHours(48);
    private static final OwnerId SILENT = owner(1);

    @TempDir
    private Path home;

    private SqliteLedger ledger;
    private SilenceBoard board;
    private Instant now = START;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
        board = new SilenceBoard(owner(9), ledger, () -> LIMIT, new NodeClock(() -> now));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private static OwnerId owner(long number) {
        return new OwnerId(new Id32(number, 0, 0, 0));
    }

    private void say(long witness, Instant heard) {
        board.say(new SilenceNote(owner(witness), SILENT, heard, now, Bytes.of(new byte[64])));
    }

    private List<String> events() {
        return ledger.events().after(0, 100).stream().map(EventRow::type).toList();
    }

    private void raise() {
        now = START.plus(LIMIT);
        say(2, START.minusSeconds(60));
        say(3, START);
        assertEquals(List.of("OWNER_OVERDUE"), events());
    }

    @Test
    void aSignOfLifeEndsTheAlarmWithALine() {
        raise();
        now = now.plusSeconds(60);
        say(3, now);
        assertEquals(List.of("OWNER_OVERDUE", "OWNER_HEARD"), events());
    }

    @Test
    void witnessesThatFallSilentAreNoSignOfLife() {
        raise();
        now = now.plus(LIMIT).plusSeconds(1);
        board.judge();
        assertEquals(List.of(), board.overdue());
        assertEquals(List.of("OWNER_OVERDUE"), events());
        say(4, START);
        assertEquals(List.of("OWNER_OVERDUE"), events(), "one witness that knows nothing newer");
    }

    @Test
    void theAlarmCanBeRaisedAnew() {
        raise();
        now = now.plus(LIMIT).plusSeconds(1);
        board.judge();
        say(2, START);
        say(3, START);
        assertEquals(List.of("OWNER_OVERDUE", "OWNER_OVERDUE"), events());
        now = now.plusSeconds(60);
        say(2, now);
        assertEquals("OWNER_HEARD", events().getLast());
    }
}
