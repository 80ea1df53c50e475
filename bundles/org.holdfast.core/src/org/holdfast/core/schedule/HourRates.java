// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.WeekSchedule;

/**
 * How much may be sent at which hours, in kbit/s: {@code Mo-Fr 08:00-18:00=2000; Sa 09:00-13:00=8000; always=50000}. The
 * first part that has the hour decides; hours that no part has are free.
 */
public record HourRates(List<Part> parts) {
    /** Nothing is limited. */
    public static final HourRates FREE = new HourRates(List.of());

    /** Below that a block takes too long to be waited for. */
    static final long LEAST = 64;

    private static final long MOST = 100_000_000;

    /** Hours, and their rate. */
    public record Part(WeekSchedule hours, long kbit) {}

    public HourRates {
        parts = List.copyOf(parts);
    }

    /** @throws IllegalArgumentException saying which part is wrong; empty text is {@link #FREE} */
    public static HourRates parse(String text, ZoneId zone) {
        if (text.isBlank()) {
            return FREE;
        }
        List<Part> parts = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            String[] halves = part.split("=", -1);
            if (halves.length != 2 || !halves[1].strip().matches("[0-9]{1,9}")) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is not as 'Mo-Fr 08:00-18:00=2000': hours, '=' and whole kbit/s");
            }
            parts.add(part(part, halves, zone));
        }
        return new HourRates(parts);
    }

    private static Part part(String part, String[] halves, ZoneId zone) {
        long kbit = Long.parseLong(halves[1].strip());
        if (kbit < LEAST || kbit > MOST) {
            throw new IllegalArgumentException(
                    "'" + part.strip() + "': a rate is " + LEAST + " to " + MOST + " kbit/s");
        }
        return new Part(OnlineHours.parse(halves[0], zone), kbit);
    }

    /** The rate in kbit/s of this moment; none where nothing is limited. */
    public OptionalLong at(Instant moment) {
        return parts.stream()
                .filter(each -> each.hours().isOnline(moment))
                .mapToLong(Part::kbit)
                .findFirst();
    }
}
