// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.port.SeenRow;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.Digest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger.Track} does. */
public abstract class TrackContract {
    private static final Ledger.Bounds WIDE = new Ledger.Bounds(100, 100, 100, 1000);
    private static final Tally SOME = new Tally(3, 1, 2, 60, 30, 1);

    /** A record, empty at the start of each test; the same one until {@link #restart}. */
    protected abstract Ledger.Track track();

    /** From now on {@link #track} is what was read again. */
    protected abstract void restart();

    private static SeenRow seen(int subject, long day, Tally tally, boolean reneged) {
        return new SeenRow(Ids.owner(subject), day, tally, reneged);
    }

    private static ObservationRow row(int reporter, int subject, long sequence) {
        return row(reporter, subject, sequence, 1_000_000);
    }

    private static ObservationRow row(int reporter, int subject, long sequence, int until) {
        return new ObservationRow(
                Ids.owner(reporter),
                Ids.owner(subject),
                new Digest(Ids.owner(100 * reporter + subject).value()),
                sequence,
                until,
                Ids.bytes((int) sequence));
    }

    @Test
    void daysAreSummedUpAndRenegingStays() {
        track().note(seen(1, 20_000, SOME, false));
        track().note(seen(1, 20_000, new Tally(1, 0, 0, 0, 0, 0), true));
        track().note(seen(1, 20_000, Tally.NONE, false));
        track().note(seen(1, 19_999, SOME, false));
        track().note(seen(2, 20_000, SOME, false));
        restart();
        SeenRow sum = seen(1, 20_000, new Tally(4, 1, 2, 60, 30, 1), true);
        assertEquals(List.of(seen(1, 19_999, SOME, false), sum), track().seen(Ids.owner(1), 0));
        assertEquals(List.of(sum), track().seen(Ids.owner(1), 20_000));
        assertEquals(List.of(), track().seen(Ids.owner(3), 0));
    }

    @Test
    @Tag("R14")
    void theHighestSequenceOfAReporterOnASubjectWins() {
        assertTrue(track().keep(row(1, 2, 5), WIDE));
        assertFalse(track().keep(row(1, 2, 5), WIDE), "replayed");
        assertFalse(track().keep(row(1, 2, 4), WIDE), "rolled back");
        assertFalse(track().keep(row(1, 3, 5), WIDE), "a sequence is used once");
        assertTrue(track().keep(row(1, 3, 4), WIDE), "others may come later");
        assertTrue(track().keep(row(2, 3, 5), WIDE), "sequences are each reporter's own");
        assertTrue(track().keep(row(1, 2, 6), WIDE));
        restart();
        assertEquals(List.of(row(1, 2, 6)), track().about(Ids.owner(2)));
        assertEquals(2, track().about(Ids.owner(3)).size());
        List<Ledger.Reported> reporters = track().reporters();
        assertEquals(
                Set.of(new Ledger.Reported(Ids.owner(1), 6, 2), new Ledger.Reported(Ids.owner(2), 5, 1)),
                Set.copyOf(reporters));
        assertTrue(reporters.get(0).reporter().compareTo(reporters.get(1).reporter()) < 0, "by reporter");
    }

    @Test
    void aReportersAreListedBehindASequence() {
        for (int subject = 2; subject < 8; subject++) {
            track().keep(row(1, subject, 20 - subject), WIDE);
        }
        assertEquals(List.of(row(1, 7, 13), row(1, 6, 14)), track().from(Ids.owner(1), 0, 2));
        assertEquals(List.of(row(1, 3, 17), row(1, 2, 18)), track().from(Ids.owner(1), 16, 9));
        assertEquals(List.of(), track().from(Ids.owner(1), 18, 9));
        assertEquals(List.of(), track().from(Ids.owner(2), 0, 9));
    }

    @Test
    @Tag("R14")
    void nobodyTakesMoreThanItsPlaces() {
        Ledger.Bounds two = new Ledger.Bounds(2, 2, 3, 100);
        assertTrue(track().keep(row(1, 11, 1), two));
        assertTrue(track().keep(row(1, 12, 2), two));
        assertFalse(track().keep(row(1, 13, 3), two), "two of each reporter");
        assertTrue(track().keep(row(1, 12, 4), two), "a newer one takes the old one's place");
        assertTrue(track().keep(row(2, 11, 1), two));
        assertFalse(track().keep(row(3, 11, 1), two), "two on each subject");
        assertTrue(track().keep(row(3, 12, 1), two));
        assertFalse(track().keep(row(4, 13, 1), two), "of three reporters");
        assertTrue(track().keep(row(3, 13, 2), two));
    }

    @Test
    @Tag("R14")
    void whereAllPlacesAreTakenTheRichestGivesWay() {
        Ledger.Bounds four = new Ledger.Bounds(9, 9, 9, 4);
        for (int i = 1; i <= 4; i++) {
            assertTrue(track().keep(row(1, 10 + i, i), four));
        }
        assertTrue(track().keep(row(2, 11, 1), four));
        assertEquals(3, track().from(Ids.owner(1), 0, 9).size());
        assertEquals(2, track().from(Ids.owner(1), 0, 9).getFirst().sequence(), "its oldest went");
        assertTrue(track().keep(row(3, 11, 1), four));
        assertFalse(track().keep(row(1, 19, 9), four), "the richest gains nothing by more");
        assertEquals(
                4, track().reporters().stream().mapToInt(Ledger.Reported::count).sum());
    }

    @Test
    @Tag("R15")
    void whatIsOldIsForgottenWithItsProofs() {
        int old = 100 * 24 * 60 - 1;
        ObservationRow gone = row(1, 2, 1, old);
        ObservationRow stays = row(1, 3, 2, old + 1);
        track().keep(gone, WIDE);
        track().keep(stays, WIDE);
        track().saveProof(gone.agreement(), Ids.bytes(1));
        track().saveProof(stays.agreement(), Ids.bytes(2));
        track().saveProof(stays.agreement(), Ids.bytes(3));
        track().note(seen(2, 99, SOME, true));
        track().note(seen(2, 100, SOME, false));
        track().forget(100);
        restart();
        assertEquals(List.of(), track().about(Ids.owner(2)));
        assertEquals(List.of(stays), track().about(Ids.owner(3)));
        assertEquals(Optional.empty(), track().proof(gone.agreement()));
        assertEquals(Optional.of(Ids.bytes(3)), track().proof(stays.agreement()));
        assertEquals(List.of(seen(2, 100, SOME, false)), track().seen(Ids.owner(2), 0));
    }
}
