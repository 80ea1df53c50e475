// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A week's promised hours as people write them: {@code always}, or parts as in {@code Mo-Fr 08:00-18:00; Sa,Su
 * 09:00-12:00,14:00-18:00}. Days are Mo Tu We Th Fr Sa Su; hours are whole, and 24:00 ends a day. Nothing is guessed:
 * what does not fit is refused.
 */
public final class OnlineHours {
    private static final String ALWAYS = "always";
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final int DAY = 24;
    private static final Pattern TIMES = Pattern.compile("([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    private OnlineHours() {}

    /** @throws IllegalArgumentException saying which part is wrong, and how it should look */
    public static WeekSchedule parse(String text, ZoneId zone) {
        BitSet hours = new BitSet(WeekSchedule.HOURS);
        if (text.strip().equals(ALWAYS)) {
            hours.set(0, WeekSchedule.HOURS);
        } else {
            for (String part : text.split(";", -1)) {
                add(part.strip(), hours);
            }
        }
        byte[] bytes = new byte[WeekSchedule.HOURS / 8];
        byte[] set = hours.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return new WeekSchedule(Bytes.of(bytes), zone);
    }

    private static void add(String part, BitSet hours) {
        String[] halves = part.split(" +", -1);
        if (halves.length != 2) {
            throw wrong(part, "a part is days, a space and times, as 'Mo-Fr 08:00-18:00'");
        }
        List<Integer> days = new ArrayList<>();
        for (String range : halves[0].split(",", -1)) {
            days.addAll(days(part, range));
        }
        for (String times : halves[1].split(",", -1)) {
            days.forEach(day -> add(part, times, day * DAY, hours));
        }
    }

    private static List<Integer> days(String part, String range) {
        String[] ends = range.split("-", -1);
        int first = DAYS.indexOf(ends[0]);
        int last = DAYS.indexOf(ends[ends.length - 1]);
        if (ends.length > 2 || first < 0 || last < 0) {
            throw wrong(part, "'" + range + "' is no day of " + String.join(" ", DAYS) + ", and no two joined by '-'");
        }
        if (last < first) {
            throw wrong(part, "'" + range + "' runs over the end of the week: name its days with commas");
        }
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    private static void add(String part, String times, int midnight, BitSet hours) {
        Matcher match = TIMES.matcher(times);
        if (!match.matches()) {
            throw wrong(part, "'" + times + "' is no time from and to, as '08:00-18:00'");
        }
        if (!match.group(2).equals("00") || !match.group(4).equals("00")) {
            throw wrong(part, "hours are promised whole: '" + times + "' does not begin and end at one");
        }
        int from = Integer.parseInt(match.group(1));
        int to = Integer.parseInt(match.group(3));
        if (to > DAY || from >= to) {
            throw wrong(
                    part, "'" + times + "' does not end after it begins and by 24:00: write two parts over midnight");
        }
        hours.set(midnight + from, midnight + to);
    }

    private static IllegalArgumentException wrong(String part, String why) {
        return new IllegalArgumentException("in '" + part + "': " + why);
    }

    /** As it would be written, without the zone; reads back to the same hours. {@code never} where nothing is promised. */
    public static String text(WeekSchedule schedule) {
        BitSet hours = BitSet.valueOf(schedule.hours().toArray());
        if (hours.cardinality() == WeekSchedule.HOURS) {
            return ALWAYS;
        }
        List<String> parts = new ArrayList<>();
        int day = 0;
        while (day < DAYS.size()) {
            String times = times(hours, day);
            int last = day;
            while (last + 1 < DAYS.size() && times(hours, last + 1).equals(times)) {
                last++;
            }
            if (!times.isEmpty()) {
                parts.add((last == day ? DAYS.get(day) : DAYS.get(day) + "-" + DAYS.get(last)) + " " + times);
            }
            day = last + 1;
        }
        return parts.isEmpty() ? "never" : String.join("; ", parts);
    }

    private static String times(BitSet hours, int day) {
        BitSet of = hours.get(day * DAY, (day + 1) * DAY);
        List<String> times = new ArrayList<>();
        for (int from = of.nextSetBit(0); from >= 0; ) {
            int to = of.nextClearBit(from);
            times.add("%02d:00-%02d:00".formatted(from, to));
            from = of.nextSetBit(to);
        }
        return String.join(",", times);
    }
}
