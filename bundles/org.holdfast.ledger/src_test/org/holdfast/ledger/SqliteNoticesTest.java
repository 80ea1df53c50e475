// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.DeliveryRow;
import org.holdfast.core.port.NoticeRow;
import org.holdfast.core.port.Notices;
import org.holdfast.core.port.Told;
import org.holdfast.model.Bytes;
import org.holdfast.spi.notice.NoticeLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox keeps what it is given over a restart, and not more than it should. */
@Tag("G")
class SqliteNoticesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Bytes MEMORY = Bytes.of(new byte[] {1, 2, 3});

    @TempDir
    private Path home;

    private SqliteLedger ledger;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Notices notices() {
        return ledger.notices();
    }

    private static Told told(String kind) {
        return new Told(NOW, NoticeLevel.WARNING, kind, "subject", "what happened", "what to do");
    }

    private int write(String... kinds) {
        return notices()
                .write(
                        MEMORY,
                        List.of(kinds).stream().map(SqliteNoticesTest::told).toList(),
                        Set.of("mail", "webhook"),
                        NOW.plusSeconds(300));
    }

    @Test
    void nothingIsDueBeforeItsTimeAndThenAllThatWaitsGoesTogether() {
        assertEquals(Optional.empty(), notices().memory());
        assertEquals(0, write("A"));
        notices().write(MEMORY, List.of(told("B")), Set.of("mail"), NOW.plusSeconds(900));
        assertEquals(List.of(), notices().due("mail", NOW.plusSeconds(299), 10));
        List<NoticeRow> due = notices().due("mail", NOW.plusSeconds(300), 10);
        assertEquals(
                List.of("A", "B"), due.stream().map(row -> row.notice().kind()).toList());
        assertEquals(told("A"), due.getFirst().notice());
        assertEquals(1, notices().due("mail", NOW.plusSeconds(300), 1).size());
        assertEquals(1, notices().due("webhook", NOW.plusSeconds(900), 10).size());
        assertEquals(Set.of("mail", "webhook"), notices().waiting());
    }

    @Test
    void whatWasSentOrGivenUpStaysSoOverARestart() {
        write("A", "B");
        notices().failed("mail", List.of(1L, 2L), NOW.plusSeconds(600), "refused");
        notices().failed("mail", List.of(1L, 2L), NOW.plusSeconds(700), "x".repeat(5000));
        notices().sent("webhook", List.of(1L), NOW);
        notices().givenUp("webhook", List.of(2L), NOW, "too old");
        close();
        open();
        assertEquals(Optional.of(MEMORY), notices().memory());
        assertEquals(Set.of("mail"), notices().waiting());
        assertEquals(List.of(), notices().due("mail", NOW.plusSeconds(699), 10));
        DeliveryRow waiting = notices()
                .due("mail", NOW.plusSeconds(700), 10)
                .getFirst()
                .deliveries()
                .getFirst();
        assertEquals(2, waiting.attempts());
        assertEquals(NOW.plusSeconds(700), waiting.at());
        assertTrue(waiting.why().length() <= 400);
        List<NoticeRow> newest = notices().newest(10);
        assertEquals(List.of(2L, 1L), newest.stream().map(NoticeRow::number).toList());
        assertEquals(
                new DeliveryRow("webhook", DeliveryRow.State.GIVEN_UP, 0, NOW, "too old", NOW.plusSeconds(300)),
                newest.getFirst().deliveries().getLast());
        assertEquals(
                DeliveryRow.State.SENT, newest.getLast().deliveries().getLast().state());
    }

    /** The clock was ahead for a while. */
    @Test
    void whatIsFurtherAheadThanAnythingWaitsIsDue() {
        Instant ahead = NOW.plus(Duration.ofDays(365));
        notices().write(MEMORY, List.of(told("A")), Set.of("mail", "webhook"), ahead);
        notices().failed("mail", List.of(1L), ahead.plusSeconds(60), "refused");
        assertEquals(1, notices().due("mail", NOW, 10).size());
        assertEquals(1, notices().due("webhook", NOW, 10).size());
        notices().failed("mail", List.of(1L), NOW.plus(Duration.ofHours(6)), "refused");
        assertEquals(List.of(), notices().due("mail", NOW, 10), "a pause is kept");
        assertEquals(
                NOW.plus(Duration.ofHours(6)),
                notices().newest(1).getFirst().deliveries().getFirst().since(),
                "else it would be tried for a year");
        notices().write(MEMORY, List.of(told("B")), Set.of("fax"), NOW.plus(Duration.ofHours(24)));
        assertEquals(List.of(), notices().due("fax", NOW, 10), "so long it may wait for others");
    }

    @Test
    void theirNumberIsBoundedAndWhoWasNotToldIsCounted() {
        write("FIRST", "SECOND");
        notices().sent("mail", List.of(1L, 2L), NOW);
        notices().sent("webhook", List.of(1L), NOW);
        int dropped = 0;
        for (int i = 0; i < Notices.MOST; i++) {
            dropped += write("KIND" + i);
        }
        assertEquals(1, dropped, "the second was not told by webhook");
        List<NoticeRow> all = notices().newest(10 * Notices.MOST);
        assertEquals(Notices.MOST, all.size());
        assertEquals("KIND0", all.getLast().notice().kind());
        assertEquals(502, all.getFirst().number(), "numbers are not used again");
        close();
        open();
        assertEquals(
                Notices.MOST,
                notices()
                        .due("webhook", NOW.plusSeconds(300), 10 * Notices.MOST)
                        .size());
    }

    @Test
    void withoutAWayItIsKeptAndWaitsForNothing() {
        notices().write(MEMORY, List.of(told("A")), Set.of(), NOW);
        assertEquals(Set.of(), notices().waiting());
        assertEquals(List.of(), notices().newest(1).getFirst().deliveries());
    }
}
