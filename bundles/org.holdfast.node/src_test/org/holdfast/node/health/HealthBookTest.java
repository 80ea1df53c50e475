// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.holdfast.core.health.Health;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.HealthState;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Domains;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("R50")
class HealthBookTest {
    private static final OwnerId SELF = new OwnerId(new Id32(1, 0, 0, 0));
    private static final OwnerId PARTNER = new OwnerId(new Id32(2, 0, 0, 0));
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final AgreementTerms TERMS = new AgreementTerms(
            new AgreementId(new Id16(1, 1)),
            1,
            new ConfederationId(Id32.ZERO),
            SELF,
            PARTNER,
            ByteCount.gibibytes(1),
            ByteCount.gibibytes(1),
            WeekSchedule.always(),
            WeekSchedule.always(),
            new Domains("one", "here", "linux", "amd64"),
            new Domains("two", "here", "linux", "amd64"),
            Duration.ofDays(14),
            Duration.ZERO,
            Duration.ofDays(400),
            START,
            List.of(1));

    @TempDir
    Path folder;

    private SqliteLedger ledger;
    private HealthBook book;
    private Instant now = START;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(folder.resolve("ledger.db"));
        book = new HealthBook(SELF, ledger, () -> Duration.ofHours(72));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private void restart() {
        close();
        open();
    }

    private void silence(Duration length) {
        for (Duration gone = Duration.ZERO; gone.compareTo(length) < 0; gone = gone.plus(LOOK)) {
            now = now.plus(LOOK);
            book.hear(TERMS, new HealthEvent.Absent(now, LOOK, LOOK), "silence");
        }
    }

    private Health health() {
        return book.find(TERMS.id()).orElseThrow().health();
    }

    /** At whatever moment it is killed: what is left afterwards is no less, and at most a minute more. */
    @Test
    void aCrashCanOnlyLengthenTimes() {
        silence(Duration.ofMinutes(10));
        for (int i = 0; i < 40; i++) {
            silence(Duration.ofSeconds(17));
            Health before = health();
            restart();
            Duration more = health().suspectLeft().minus(before.suspectLeft());
            assertTrue(!more.isNegative() && more.compareTo(Duration.ofSeconds(65)) <= 0, more::toString);
        }
    }

    @Test
    void whoWasThereAgainHasAllItsTimeAlsoAfterACrash() {
        silence(Duration.ofHours(71));
        book.hear(TERMS, new HealthEvent.Answered(now), "");
        silence(Duration.ofSeconds(30));
        book.hear(TERMS, new HealthEvent.Answered(now), "");
        restart();
        assertEquals(HealthState.OK, book.state(TERMS.id()));
        silence(Duration.ofHours(71));
        assertEquals(HealthState.LATE, book.state(TERMS.id()));
    }

    @Test
    void aStateIsInTheLedgerBeforeAnybodyHearsOfIt() {
        now = START.plus(Duration.ofHours(1));
        var turn = book.hear(TERMS, new HealthEvent.Wronged(now), "an audit").orElseThrow();
        assertEquals(HealthState.OK, turn.before());
        assertEquals(turn.row(), ledger.healths().find(TERMS.id()).orElseThrow());
        restart();
        assertEquals("an audit", book.find(TERMS.id()).orElseThrow().why());
        book.hear(TERMS, new HealthEvent.Convicted(now), "evidence");
        book.told(TERMS.id());
        restart();
        assertEquals(HealthState.CORRUPT, book.state(TERMS.id()));
        assertTrue(book.find(TERMS.id()).orElseThrow().told());
    }

    @Test
    void nothingIsWrittenOfAPartnerThatIsAlwaysThere() {
        for (int i = 0; i < 100; i++) {
            now = now.plus(LOOK);
            book.hear(TERMS, new HealthEvent.Answered(now), "");
        }
        assertEquals(List.of(), ledger.healths().all());
    }
}
