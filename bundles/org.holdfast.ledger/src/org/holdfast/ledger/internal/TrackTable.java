// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.port.SeenRow;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/** What was seen and what is said of others. Seen days are summed here, so that two who note at once lose nothing. */
public final class TrackTable implements Ledger.Track {
    private static final String NOTE =
            "INSERT INTO seen VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (subject, day) DO UPDATE SET ok ="
                    + " excluded.ok, wrong = excluded.wrong, missed = excluded.missed, promised = excluded.promised,"
                    + " there = excluded.there, restores = excluded.restores, reneged = excluded.reneged";
    private static final long MINUTES_A_DAY = Duration.ofDays(1).toMinutes();
    private final Database database;

    public TrackTable(Database database) {
        this.database = database;
    }

    @Override
    public void note(SeenRow more) {
        database.write(session -> {
            Optional<SeenRow> before = session.find(
                    "SELECT * FROM seen WHERE subject = ? AND day = ?",
                    TrackTable::seen,
                    more.subject().value(),
                    more.day());
            Tally sum = before.map(SeenRow::tally).orElse(Tally.NONE).plus(more.tally());
            boolean reneged = more.reneged() || before.map(SeenRow::reneged).orElse(false);
            return session.change(
                    NOTE,
                    more.subject().value(),
                    more.day(),
                    sum.ok(),
                    sum.wrong(),
                    sum.missed(),
                    sum.promisedMinutes(),
                    sum.seenMinutes(),
                    sum.restores(),
                    reneged ? 1 : 0);
        });
    }

    @Override
    public List<SeenRow> seen(OwnerId subject, long fromDay) {
        return database.read(session -> session.list(
                "SELECT * FROM seen WHERE subject = ? AND day >= ? ORDER BY day",
                TrackTable::seen,
                subject.value(),
                fromDay));
    }

    @Override
    public boolean keep(ObservationRow row, Ledger.Bounds bounds) {
        return database.write(session -> {
            if (!mayStand(session, row) || (!replaces(session, row) && !makesRoom(session, row, bounds))) {
                return false;
            }
            session.change(
                    "INSERT OR REPLACE INTO observation VALUES (?, ?, ?, ?, ?, ?)",
                    row.reporter().value(),
                    row.subject().value(),
                    row.agreement().value(),
                    row.sequence(),
                    row.untilMinute(),
                    row.observation());
            return true;
        });
    }

    /** Neither is there something newer of the two, nor is the sequence used. */
    private static boolean mayStand(Session session, ObservationRow row) throws SQLException {
        return session.number(
                        "SELECT count(*) FROM observation WHERE reporter = ?1 AND (sequence = ?3 OR subject = ?2 AND"
                                + " sequence > ?3)",
                        row.reporter().value(),
                        row.subject().value(),
                        row.sequence())
                == 0;
    }

    private static boolean replaces(Session session, ObservationRow row) throws SQLException {
        return session.number(
                        "SELECT count(*) FROM observation WHERE reporter = ? AND subject = ?",
                        row.reporter().value(),
                        row.subject().value())
                > 0;
    }

    private static boolean makesRoom(Session session, ObservationRow row, Ledger.Bounds bounds) throws SQLException {
        long ofReporter = ofReporter(session, row.reporter());
        long ofSubject = session.number(
                "SELECT count(*) FROM observation WHERE subject = ?",
                row.subject().value());
        boolean stranger = ofReporter == 0
                && session.number("SELECT count(DISTINCT reporter) FROM observation") >= bounds.reporters();
        if (stranger || ofReporter >= bounds.perReporter() || ofSubject >= bounds.perSubject()) {
            return false;
        }
        return session.number("SELECT count(*) FROM observation") < bounds.total() || taken(session, ofReporter);
    }

    /** From the reporter that has most; from nobody, if that would be no more than the new one's reporter has. */
    private static boolean taken(Session session, long ofReporter) throws SQLException {
        Optional<OwnerId> richest = session.find(
                "SELECT reporter FROM observation GROUP BY reporter ORDER BY count(*) DESC, reporter LIMIT 1",
                found -> new OwnerId(found.id32("reporter")));
        if (richest.isEmpty() || ofReporter(session, richest.get()) <= ofReporter + 1) {
            return false;
        }
        session.change(
                "DELETE FROM observation WHERE reporter = ?1 AND sequence = (SELECT min(sequence) FROM observation"
                        + " WHERE reporter = ?1)",
                richest.get().value());
        return true;
    }

    private static long ofReporter(Session session, OwnerId reporter) throws SQLException {
        return session.number("SELECT count(*) FROM observation WHERE reporter = ?", reporter.value());
    }

    @Override
    public List<ObservationRow> about(OwnerId subject) {
        return database.read(session -> session.list(
                "SELECT * FROM observation WHERE subject = ? ORDER BY reporter",
                TrackTable::observation,
                subject.value()));
    }

    @Override
    public List<ObservationRow> from(OwnerId reporter, long after, int limit) {
        return database.read(session -> session.list(
                "SELECT * FROM observation WHERE reporter = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                TrackTable::observation,
                reporter.value(),
                after,
                limit));
    }

    @Override
    public List<Ledger.Reported> reporters() {
        return database.read(session -> session.list(
                "SELECT reporter, max(sequence) AS highest, count(*) AS kept FROM observation GROUP BY reporter ORDER"
                        + " BY reporter",
                row -> new Ledger.Reported(
                        new OwnerId(row.id32("reporter")), row.number("highest"), row.small("kept"))));
    }

    @Override
    public void saveProof(Digest agreement, Bytes proof) {
        database.write(
                session -> session.change("INSERT OR REPLACE INTO proof VALUES (?, ?)", agreement.value(), proof));
    }

    @Override
    public Optional<Bytes> proof(Digest agreement) {
        return database.read(session -> session.find(
                "SELECT proof FROM proof WHERE agreement = ?", row -> row.bytes("proof"), agreement.value()));
    }

    @Override
    public void forget(long beforeDay) {
        database.write(session -> {
            session.change("DELETE FROM seen WHERE day < ?", beforeDay);
            session.change("DELETE FROM observation WHERE until_minute < ?", beforeDay * MINUTES_A_DAY);
            return session.change("DELETE FROM proof WHERE agreement NOT IN (SELECT agreement FROM observation)");
        });
    }

    private static SeenRow seen(Row row) throws SQLException {
        Tally tally = new Tally(
                row.small("ok"),
                row.small("wrong"),
                row.small("missed"),
                row.small("promised"),
                row.small("there"),
                row.small("restores"));
        return new SeenRow(new OwnerId(row.id32("subject")), row.number("day"), tally, row.number("reneged") != 0);
    }

    private static ObservationRow observation(Row row) throws SQLException {
        return new ObservationRow(
                new OwnerId(row.id32("reporter")),
                new OwnerId(row.id32("subject")),
                new Digest(row.id32("agreement")),
                row.number("sequence"),
                row.small("until_minute"),
                row.bytes("observation"));
    }
}
