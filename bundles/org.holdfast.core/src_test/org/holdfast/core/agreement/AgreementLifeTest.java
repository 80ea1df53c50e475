// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Allowances;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The code against the tables of docs/protocol-agreement.md. */
class AgreementLifeTest {
    private static final Path DOCUMENT = Path.of("../../docs/protocol-agreement.md");
    private static final Instant START = Terms.START;
    private static final Duration WATCHED = Duration.ofDays(400);
    private static final Instant LATE = START.plus(Duration.ofDays(400));

    @Test
    void everyPhaseAndEventIsAsTheTableSays() throws IOException {
        List<List<String>> table = table("| phase | Signed, commitment zero |");
        List<String> events = table.getFirst();
        assertEquals(AgreementPhase.values().length + 1, table.size());
        for (List<String> row : table.subList(1, table.size())) {
            AgreementPhase phase = AgreementPhase.valueOf(row.getFirst());
            for (int column = 1; column < events.size(); column++) {
                Change change = happens(phase, events.get(column));
                assertEquals(row.get(column), shown(change), phase + " × " + events.get(column));
            }
        }
    }

    @Test
    @Tag("R51")
    void permitsAreAsTheTableSays() throws IOException {
        List<List<String>> table = table("| phase | meaning |");
        assertEquals(AgreementPhase.values().length + 1, table.size());
        for (List<String> row : table.subList(1, table.size())) {
            AgreementPhase phase = AgreementPhase.valueOf(row.getFirst());
            assertEquals(permits(row, false), Permits.granted(phase, false), phase + " early");
            assertEquals(permits(row, true), Permits.granted(phase, true), phase + " once committed");
        }
    }

    private static Permits permits(List<String> row, boolean committed) {
        return new Permits(said(row.get(2), committed), said(row.get(3), committed), said(row.get(4), committed));
    }

    private static boolean said(String cell, boolean committed) {
        return switch (cell) {
            case "yes" -> true;
            case "no" -> false;
            case "once committed" -> committed;
            default -> throw new IllegalArgumentException("the table says something unknown: " + cell);
        };
    }

    @Test
    void anOwnerCountsOnNothingThatIsOver() {
        for (AgreementPhase phase : AgreementPhase.values()) {
            Permits counted = Permits.in(phase);
            Permits granted = Permits.granted(phase, true);
            assertTrue(granted.read() || !counted.read(), phase + " is not granted what it counts on");
            assertTrue(granted.audit() || !counted.audit(), phase + " is not granted what it counts on");
            assertEquals(counted.store(), granted.store(), phase::toString);
        }
        assertEquals(Permits.NOTHING, Permits.in(AgreementPhase.CLOSED));
    }

    @Test
    void nothingIsOverAMomentTooEarly() {
        AgreementTerms open = Terms.withCommitment(Duration.ofDays(21));
        assertOver(AgreementPhase.PROPOSED, open, START.plus(AgreementLife.OFFER), AgreementPhase.CLOSED);
        assertOver(AgreementPhase.COMMITMENT, open, START.plus(Duration.ofDays(21)), AgreementPhase.ACTIVE);
        assertOver(AgreementPhase.ACTIVE, open, Terms.EXPIRY, AgreementPhase.CLOSING);
        assertOver(AgreementPhase.CLOSING, open, START.plus(AgreementLife.NOTICE), AgreementPhase.CLOSED);
    }

    @Test
    void anAgreementWithoutExpiryLastsForEver() {
        AgreementTerms terms = Terms.managed().allowing(Allowances.USUAL);
        var inAThousandYears = new AgreementEvent.Elapsed(START.plus(Duration.ofDays(365_250)), Duration.ZERO);
        assertEquals(new Change.Unchanged(), AgreementLife.next(AgreementPhase.ACTIVE, START, terms, inAThousandYears));
    }

    @Test
    void timesAreThoseThatTheTableNames() throws IOException {
        List<List<String>> over = table("| phase | over |");
        String offer = AgreementLife.OFFER.toDays() + " day";
        String notice = AgreementLife.NOTICE.toDays() + " days";
        assertEquals(
                offer + " after it began, of which the node has watched " + offer,
                over.get(1).get(1));
        assertEquals(
                notice + " after it began, of which the node has watched " + notice,
                over.get(4).get(1));
    }

    /** Once it was a year ahead for a minute, and all agreements were closing. */
    @Test
    void aClockThatJumpsAheadEndsNeitherCommitmentNorAgreement() {
        AgreementTerms terms = Terms.withCommitment(Duration.ofDays(21));
        for (AgreementPhase phase : List.of(AgreementPhase.COMMITMENT, AgreementPhase.ACTIVE)) {
            var jumped = new AgreementEvent.Elapsed(LATE, AgreementLife.SURE.minusMillis(1));
            assertEquals(new Change.Unchanged(), AgreementLife.next(phase, START, terms, jumped), phase::toString);
            assertTrue(AgreementLife.countedFrom(phase, terms).isAfter(START), phase::toString);
        }
        AgreementTerms brief = Terms.withCommitment(Duration.ofMinutes(3));
        var watched = new AgreementEvent.Elapsed(LATE, Duration.ofMinutes(3));
        assertInstanceOf(Change.Moved.class, AgreementLife.next(AgreementPhase.COMMITMENT, START, brief, watched));
    }

    /** A clock that is a day ahead, or a machine that was off, has not watched the time go by. */
    @Test
    void anOfferAndANoticeLastAsLongAsWasWatched() {
        for (AgreementPhase phase : List.of(AgreementPhase.PROPOSED, AgreementPhase.CLOSING)) {
            Duration length = phase == AgreementPhase.CLOSING ? AgreementLife.NOTICE : AgreementLife.OFFER;
            var jumped = new AgreementEvent.Elapsed(LATE, length.minusMillis(1));
            assertEquals(
                    new Change.Unchanged(),
                    AgreementLife.next(phase, START, Terms.managed(), jumped),
                    phase + " was ended by a clock that jumped ahead");
            var back = new AgreementEvent.Elapsed(START.minus(Duration.ofDays(1)), length.multipliedBy(3));
            assertEquals(
                    new Change.Unchanged(),
                    AgreementLife.next(phase, START, Terms.managed(), back),
                    phase + " was ended before its day");
        }
    }

    @Test
    void movesKeepTheTimeOfTheEvent() {
        Change change =
                AgreementLife.next(AgreementPhase.ACTIVE, START, Terms.managed(), new AgreementEvent.Noticed(LATE));
        assertEquals(new Change.Moved(AgreementPhase.CLOSING, LATE), change);
    }

    @Test
    void phasesOnlyMoveForward() {
        for (AgreementPhase phase : AgreementPhase.values()) {
            for (String event : List.of("Signed, commitment longer", "Withdrawn", "Renewed", "Noticed", "Elapsed")) {
                if (happens(phase, event) instanceof Change.Moved(AgreementPhase to, Instant since)) {
                    assertTrue(to.ordinal() > phase.ordinal(), phase + " → " + to);
                }
            }
        }
    }

    private static void assertOver(AgreementPhase phase, AgreementTerms terms, Instant due, AgreementPhase to) {
        Change before = AgreementLife.next(phase, START, terms, new AgreementEvent.Elapsed(due.minusNanos(1), WATCHED));
        assertInstanceOf(Change.Unchanged.class, before, phase::toString);
        Change after = AgreementLife.next(phase, START, terms, new AgreementEvent.Elapsed(due, WATCHED));
        assertEquals(new Change.Moved(to, due), after);
    }

    private static Change happens(AgreementPhase phase, String event) {
        Duration commitment = event.endsWith("zero") ? Duration.ZERO : Duration.ofDays(21);
        return AgreementLife.next(phase, START, Terms.withCommitment(commitment), event(event));
    }

    private static AgreementEvent event(String name) {
        return switch (name) {
            case "Signed, commitment zero", "Signed, commitment longer" -> new AgreementEvent.Signed(LATE);
            case "Withdrawn" -> new AgreementEvent.Withdrawn(LATE);
            case "Renewed" -> new AgreementEvent.Renewed(LATE);
            case "Noticed" -> new AgreementEvent.Noticed(LATE);
            case "Broken" -> new AgreementEvent.Broken(LATE);
            case "Elapsed" -> new AgreementEvent.Elapsed(LATE, Duration.ofDays(400));
            default -> throw new IllegalArgumentException("the table names an unknown event: " + name);
        };
    }

    private static String shown(Change change) {
        return switch (change) {
            case Change.Moved(AgreementPhase to, Instant since) -> to.name();
            case Change.Unchanged() -> "–";
            case Change.Refused(String reason) -> "!";
        };
    }

    /** The rows of the table that begins so, without the line below its head. */
    private static List<List<String>> table(String head) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            boolean inside = !rows.isEmpty() && line.startsWith("|");
            if (line.startsWith(head) || inside) {
                rows.add(List.of(line.substring(1, line.length() - 1).split("\\|")).stream()
                        .map(String::strip)
                        .toList());
            } else if (!rows.isEmpty()) {
                break;
            }
        }
        rows.removeIf(row -> row.getFirst().startsWith("---"));
        return rows;
    }
}
