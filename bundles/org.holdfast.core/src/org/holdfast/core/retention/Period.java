// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** What snapshots are counted by: of each hour, day and so on the newest one counts. */
public enum Period {
    HOURLY {
        @Override
        String name(ZonedDateTime time) {
            return time.truncatedTo(ChronoUnit.HOURS).toOffsetDateTime().toString();
        }
    },
    DAILY {
        @Override
        String name(ZonedDateTime time) {
            return time.toLocalDate().toString();
        }
    },
    /** ISO weeks, which begin on Mondays. */
    WEEKLY {
        @Override
        String name(ZonedDateTime time) {
            return time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
        }
    },
    MONTHLY {
        @Override
        String name(ZonedDateTime time) {
            return time.getYear() + "-" + time.getMonthValue();
        }
    },
    YEARLY {
        @Override
        String name(ZonedDateTime time) {
            return String.valueOf(time.getYear());
        }
    };

    /** The same for two times in the same period and never else. */
    abstract String name(ZonedDateTime time);

    /** As rules are written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
