// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.holdfast.core.retention.KeepRules;
import org.holdfast.core.schedule.HourRates;
import org.holdfast.core.schedule.Schedule;
import org.holdfast.core.select.Redundancy;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OnlineHours;
import org.holdfast.model.SiteRules;
import org.holdfast.model.WeekSchedule;
import org.jspecify.annotations.Nullable;

/** What values of a {@link Setting} may look like. Pure. */
final class Ranges {
    private Ranges() {}

    /** @throws HoldfastException CONFIG_INVALID naming key, value and range */
    static String check(Setting setting, Predicate<String> allowed, String value) {
        try {
            if (allowed.test(value)) {
                return value;
            }
            throw invalid(setting, value, "", null);
        } catch (IllegalArgumentException e) {
            throw invalid(setting, value, ": " + e.getMessage(), e);
        }
    }

    private static HoldfastException invalid(Setting setting, String value, String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.CONFIG_INVALID,
                setting.key(),
                "The setting '" + setting.key() + "' cannot be '" + value + "'" + why + ". Allowed: " + setting.range()
                        + ".",
                cause);
    }

    static Range text(int least, int most) {
        return new Range(
                least + " to " + most + " characters",
                value -> value.length() >= least
                        && value.length() <= most
                        && value.chars().allMatch(c -> c >= 32 && c < 127));
    }

    static Range whole(long least, long most) {
        return new Range(
                least + " to " + most,
                value -> value.matches("[0-9]{1,12}")
                        && Long.parseLong(value) >= least
                        && Long.parseLong(value) <= most);
    }

    static Range decimal(double least, double most) {
        return new Range(
                plain(least) + " to " + plain(most),
                value -> value.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")
                        && Double.parseDouble(value) >= least
                        && Double.parseDouble(value) <= most);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** A range that can be told. @param text such as {@code 1 to 64} */
    record Range(String text, Predicate<String> allowed) implements Predicate<String> {
        @Override
        public boolean test(String value) {
            return allowed.test(value);
        }
    }

    static Predicate<String> rate(double least, double most) {
        return value -> value.matches("[0-9]{1,6}(\\.[0-9]{1,15})?(e-[0-9]{1,2})?")
                && Double.parseDouble(value) >= least
                && Double.parseDouble(value) <= most;
    }

    static Predicate<String> oneOf(String... values) {
        String choices = Arrays.stream(values).collect(Collectors.joining("|"));
        return value -> value.toLowerCase(Locale.ROOT).matches(choices.replace(".", "\\."));
    }

    static Range yesOrNo() {
        return new Range("true or false", oneOf("true", "false"));
    }

    /** Empty, or an address to listen at. */
    static boolean isDoor(String value) {
        return value.isEmpty()
                || (text(1, 64).test(value) && NodeAddress.parse(value).port() > 0);
    }

    /** Empty, or an absolute path that fits into an address of a Unix socket. */
    static boolean isPlace(String value) {
        return value.isEmpty() || (text(2, 100).test(value) && Path.of(value).isAbsolute());
    }

    static boolean areLabels(String value) {
        try {
            NodeLabels.parse(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isSchedule(String value) {
        try {
            return OnlineHours.parse(value, ZoneOffset.UTC).promisedHours() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What is wrong is worth telling. @throws IllegalArgumentException naming it */
    static boolean isBackupSchedule(String value) {
        return !Schedule.parse(value).text().isEmpty();
    }

    /** What is wrong is worth telling. @throws IllegalArgumentException naming it */
    static boolean isQuietHours(String value) {
        return value.isEmpty() || OnlineHours.parse(value, ZoneOffset.UTC).promisedHours() < WeekSchedule.HOURS;
    }

    /** What is wrong is worth telling. @throws IllegalArgumentException naming it */
    static boolean areRates(String value) {
        return HourRates.parse(value, ZoneOffset.UTC).parts().isEmpty() == value.isEmpty();
    }

    static boolean isZone(String value) {
        try {
            return value.isEmpty() || ZoneId.of(value).getId().equals(value);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Which of the rules is wrong is worth telling. @throws IllegalArgumentException naming it */
    static boolean isSiteRules(String value) {
        return SiteRules.parse(value).rules().size() <= SiteRules.MOST;
    }

    /** Which of the rules is wrong is worth telling. @throws IllegalArgumentException naming it */
    static boolean isRetention(String value) {
        return value.isEmpty() || KeepRules.parse(value).last() >= 0; // else it throws
    }

    static boolean isRedundancy(String value) {
        try {
            Redundancy.parse(value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
