// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.track;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.SeenRow;
import org.holdfast.core.track.Diary;
import org.holdfast.core.track.Experience;
import org.holdfast.core.track.OwnDay;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.OwnerId;

/**
 * Sums up what comes often, a good block of a restore, so that it costs no transaction each; a crash forgets at most what
 * came since the last {@link #flush}. What is grave is in the ledger when {@link #note} returns. Thread-safe.
 */
final class Notes {
    private final Diary diary;
    private final Ledger.Track track;
    private final Map<Day, Tally> often = new ConcurrentHashMap<>();

    private record Day(OwnerId subject, long day) {}

    Notes(Diary diary, Ledger.Track track) {
        this.diary = diary;
        this.track = track;
    }

    void note(Experience seen) {
        if (seen instanceof Experience.GaveBack) {
            often.merge(new Day(seen.subject(), OwnDay.of(seen.at())), seen.tally(), Tally::plus);
        } else {
            diary.note(seen);
        }
    }

    void flush() {
        for (Day day : List.copyOf(often.keySet())) {
            Tally sum = often.remove(day);
            if (sum != null) {
                track.note(new SeenRow(day.subject(), day.day(), sum, false));
            }
        }
    }
}
