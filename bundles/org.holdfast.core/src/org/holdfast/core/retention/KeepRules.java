// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which snapshots somebody wants to keep: a snapshot stays if any rule keeps it. There is at least one rule, and each
 * keeps something, as rules that keep nothing are a mistake that cannot be taken back.
 *
 * @param last so many of the newest, whenever they were made; 0: no such rule
 * @param periods of so many of the newest hours, days and so on that have any, the newest snapshot
 * @param within all that are no older than this
 * @param tags all that have one of these
 */
public record KeepRules(int last, Map<Period, Integer> periods, Optional<Duration> within, Set<String> tags) {
    /** The largest number in a rule. */
    public static final int MOST = 100_000;

    private static final Pattern RULE = Pattern.compile("([a-z]+)=([0-9]{1,6})([hdwmy]?)");

    private static final Pattern TAG = Pattern.compile("tag=([a-z0-9._-]{1,64})");

    public KeepRules {
        periods = Map.copyOf(periods);
        tags = Set.copyOf(tags);
        if (last < 0 || last > MOST || periods.values().stream().anyMatch(count -> count < 1 || count > MOST)) {
            throw new IllegalArgumentException("a rule keeps 1 to " + MOST + " snapshots; leave out what keeps none");
        }
        if (within.filter(time -> time.compareTo(Duration.ofHours(1)) < 0).isPresent()) {
            throw new IllegalArgumentException("'within' is an hour at least");
        }
        if (last == 0 && periods.isEmpty() && within.isEmpty() && tags.isEmpty()) {
            throw new IllegalArgumentException("no rule keeps anything; say what to keep, such as daily=7,weekly=4");
        }
    }

    /**
     * Reads rules such as {@code last=3,daily=7,weekly=4,monthly=12,within=30d}. Units of within: h, d, w, m (30 days), y
     * (365 days). {@code tag=NAME} may be there several times.
     *
     * @throws IllegalArgumentException saying what is wrong, also of rules that keep nothing, and of one that is there twice
     */
    public static KeepRules parse(String text) {
        Map<String, Matcher> rules = new TreeMap<>();
        Set<String> tags = new HashSet<>();
        for (String each : text.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher tag = TAG.matcher(each.strip());
            if (tag.matches()) {
                tags.add(tag.group(1));
                continue;
            }
            Matcher rule = RULE.matcher(each.strip());
            if (!rule.matches()) {
                throw new IllegalArgumentException("'" + each.strip() + "' is no rule such as daily=7 or within=30d");
            }
            if (rules.put(rule.group(1), rule) != null) {
                throw new IllegalArgumentException("'" + rule.group(1) + "' is there twice");
            }
        }
        return of(rules, tags);
    }

    private static KeepRules of(Map<String, Matcher> rules, Set<String> tags) {
        int last = 0;
        Optional<Duration> within = Optional.empty();
        Map<Period, Integer> periods = new EnumMap<>(Period.class);
        for (Map.Entry<String, Matcher> each : rules.entrySet()) {
            switch (each.getKey()) {
                case "last" -> last = count(each.getValue());
                case "within" -> within = Optional.of(time(each.getValue()));
                default -> periods.put(period(each.getKey()), count(each.getValue()));
            }
        }
        return new KeepRules(last, periods, within, tags);
    }

    private static Period period(String word) {
        for (Period period : Period.values()) {
            if (period.word().equals(word)) {
                return period;
            }
        }
        throw new IllegalArgumentException(
                "'" + word + "' is none of last, hourly, daily, weekly, monthly, yearly, within, tag");
    }

    private static int count(Matcher rule) {
        int count = Integer.parseInt(rule.group(2));
        if (count == 0 || !rule.group(3).isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + rule.group() + "' is no number of snapshots from 1; leave out what keeps none");
        }
        return count;
    }

    private static Duration time(Matcher rule) {
        long number = Long.parseLong(rule.group(2));
        return switch (rule.group(3)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            case "w" -> Duration.ofDays(7 * number);
            case "m" -> Duration.ofDays(30 * number);
            case "y" -> Duration.ofDays(365 * number);
            default -> throw new IllegalArgumentException("'" + rule.group() + "' lacks its unit: h, d, w, m or y");
        };
    }
}
