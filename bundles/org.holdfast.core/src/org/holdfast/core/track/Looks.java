// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import org.holdfast.core.track.Experience.Looked;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/** What a look round the partners tells. Pure. */
public final class Looks {
    /** A look stands for the time since the one before, for this long at most. */
    public static final Duration LONGEST = Duration.ofHours(1);

    private static final int HOURS_A_DAY = 24;

    private Looks() {}

    /** @param promised when it said that it would be there @param there whether it could be reached just now */
    public record Sight(OwnerId partner, WeekSchedule promised, boolean there) {}

    /**
     * One experience of each partner that should be there now. None at all if nobody could be reached: then it may well
     * be this node that is cut off, and nothing was found out.
     *
     * @param since the look before; the same as {@code now} at the first one
     */
    public static List<Looked> experiences(List<Sight> sights, Instant since, Instant now) {
        if (sights.stream().noneMatch(Sight::there)) {
            return List.of();
        }
        int minutes = (int) Math.clamp(Duration.between(since, now).toMinutes(), 0, LONGEST.toMinutes());
        return sights.stream()
                .filter(sight -> isPromised(sight.promised(), now))
                .map(sight -> new Looked(sight.partner(), now, minutes, sight.there()))
                .toList();
    }

    /** Whether somebody with these hours promised to be there at a moment. */
    public static boolean isPromised(WeekSchedule schedule, Instant moment) {
        ZonedDateTime local = moment.atZone(schedule.zone());
        int hour = (local.getDayOfWeek().getValue() - 1) * HOURS_A_DAY + local.getHour();
        return BitSet.valueOf(schedule.hours().toArray()).get(hour);
    }
}
