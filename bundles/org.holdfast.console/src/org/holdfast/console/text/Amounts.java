// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Amounts as people read them. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final double YEARS_THAT_ARE_ENOUGH = 1e12;

    private Amounts() {}

    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String format = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return format.formatted(value, UNITS[unit]);
    }

    public static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.getDefault()).format(count);
    }

    /** To the minute, in this computer's time zone. */
    public static String minute(Instant time) {
        return MINUTES.format(time.atZone(ZoneId.systemDefault()));
    }

    public static String second(Instant time) {
        return SECONDS.format(time.atZone(ZoneId.systemDefault()));
    }

    /** How long ago. */
    public static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.isNegative() || age.toMinutes() < 1) {
            return Texts.of("ago.now");
        }
        if (age.toHours() < 1) {
            return Texts.of("ago.minutes", age.toMinutes());
        }
        return age.toDays() < 2 ? Texts.of("ago.hours", age.toHours()) : Texts.of("ago.days", age.toDays());
    }

    /** Two digits: more would claim more than anybody knows. */
    public static String rate(double perYear) {
        return new BigDecimal(perYear)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toString()
                .replace('E', 'e');
    }

    /** In how many years a loss is to be expected. */
    public static String yearsToLoss(double perYear) {
        double years = perYear > 0 ? 1 / perYear : Double.POSITIVE_INFINITY;
        if (years > YEARS_THAT_ARE_ENOUGH) {
            return Texts.of("years.beyond");
        }
        if (years >= 1e9) {
            return Texts.of("years.billions", rounded(years / 1e9));
        }
        if (years >= 1e6) {
            return Texts.of("years.millions", rounded(years / 1e6));
        }
        if (years >= 2) {
            return Texts.of("years.years", rounded(years));
        }
        double days = years * ChronoUnit.YEARS.getDuration().toDays();
        return days >= 2 ? Texts.of("years.days", rounded(days)) : Texts.of("years.anytime");
    }

    private static String rounded(double value) {
        BigDecimal two = new BigDecimal(value).round(new MathContext(2));
        NumberFormat format = NumberFormat.getInstance(Locale.getDefault());
        return format.format(two);
    }

    /** From 0 to 100; 0 while the whole is unknown. */
    public static int percent(long part, long whole) {
        return whole <= 0 ? 0 : Math.clamp(Math.round(100.0 * part / whole), 0, 100);
    }
}
