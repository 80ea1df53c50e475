// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often a source is backed up, as people write it: {@code manual}, {@code every 6h}, or five fields of cron. */
public sealed interface Schedule {
    /** What a schedule looks like, for messages. */
    String FORMS =
            "manual, hourly, daily, weekly, every N with m, h or d behind it (at least 15m), or five fields of cron"
                    + " such as '30 21 * * mon-fri'";

    /** Only when somebody asks. */
    record Manual() implements Schedule {
        @Override
        public String text() {
            return "manual";
        }
    }

    /** So long after the last one began; measured, so that neither zones nor daylight saving matter. */
    record Every(Duration period) implements Schedule {
        /** Shorter ones would be all scanning. */
        public static final Duration SHORTEST = Duration.ofMinutes(15);

        private static final Duration LONGEST = Duration.ofDays(366);

        public Every {
            if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a backup comes every 15 minutes at most and every 366 days at least, not every "
                                + period.toMinutes() + " minutes");
            }
        }

        @Override
        public String text() {
            long minutes = period.toMinutes();
            return "every "
                    + (minutes % 1440 == 0
                            ? minutes / 1440 + "d"
                            : minutes % 60 == 0 ? minutes / 60 + "h" : minutes + "m");
        }
    }

    /** At times of the clock on the wall. */
    record At(CronTimes times) implements Schedule {
        @Override
        public String text() {
            return times.text();
        }
    }

    /** As it would be written; reads back to the same. */
    String text();

    /** @throws IllegalArgumentException saying what is wrong */
    static Schedule parse(String text) {
        String wanted = text.strip();
        return switch (wanted) {
            case "manual" -> new Manual();
            case "hourly" -> new Every(Duration.ofHours(1));
            case "daily" -> new Every(Duration.ofDays(1));
            case "weekly" -> new Every(Duration.ofDays(7));
            default -> wanted.startsWith("every ") ? every(wanted) : new At(CronTimes.parse(wanted));
        };
    }

    private static Every every(String text) {
        Matcher match = Pattern.compile("every +([0-9]{1,6}) *([mhd])").matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not as 'every 90m', 'every 6h' or 'every 2d'");
        }
        long count = Long.parseLong(match.group(1));
        return new Every(
                switch (match.group(2)) {
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }
}
