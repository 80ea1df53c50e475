// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.holdfast.core.track.GossipBudget;
import org.holdfast.core.track.ObservationShelf;
import org.holdfast.core.track.TrackRules;
import org.junit.jupiter.api.Test;

/** The numbers of docs/track-record.md. */
class TrackRecordDocumentTest {
    private static final Path PAGE = Path.of("../../docs/track-record.md");

    @Test
    void theNumbersAreTheCodes() throws IOException {
        List<String> said = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("| rule | number |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| "))
                .map(line -> line.split("\\|")[2].strip())
                .toList();
        assertEquals(
                List.of(
                        "" + TrackRules.DAILY,
                        "" + TrackRules.WRONG,
                        "" + TrackRules.RENEGED,
                        "" + TrackRules.HALF_LIFE.toDays(),
                        "" + TrackRules.WINDOW.toDays(),
                        "" + TrackRules.VOICE,
                        "" + TrackRules.FULL_AGE.toDays(),
                        "" + TrackRules.POOR,
                        "" + TrackRules.POOR_WEIGHT,
                        "" + TrackRules.INFLUENCE,
                        "" + TrackRules.REPORTERS,
                        "" + TrackRules.ACQUITTAL),
                said);
    }

    @Test
    void boundsAndBudgetAreTheCodes() throws IOException {
        String text = Files.readString(PAGE);
        var bounds = ObservationShelf.BOUNDS;
        String kept = String.format(
                Locale.ROOT,
                "Up to %,d observations of 240 bytes, from at most %d reporters, %d of each and %d on each subject",
                bounds.total(),
                bounds.reporters(),
                bounds.perReporter(),
                bounds.perSubject());
        assertTrue(text.contains(kept), kept);
        var daily = GossipBudget.USUAL;
        String budget = String.format(
                Locale.ROOT,
                "%,d observations and %d MiB with one partner, %d MiB with all together",
                daily.observations(),
                daily.bytes() >> 20,
                daily.inAll() >> 20);
        assertTrue(text.contains(budget), budget);
    }
}
