// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron expression: {@code *}, numbers, names, ranges, each with a step if wanted, joined by commas.
 *
 * @param name for messages
 * @param least the lowest number
 * @param most the highest
 * @param names of the numbers from {@code firstNamed} on; may be empty
 */
record CronField(String name, int least, int most, List<String> names, int firstNamed) {
    CronField {
        names = List.copyOf(names);
    }

    /** @throws IllegalArgumentException naming field and part */
    BitSet parse(String text) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            add(part, set);
        }
        return set;
    }

    private void add(String part, BitSet set) {
        String[] halves = part.split("/", -1);
        if (halves.length > 2) {
            throw wrong(part);
        }
        int step = halves.length == 2 ? whole(part, halves[1]) : 1;
        if (step < 1) {
            throw wrong(part);
        }
        String[] ends = halves[0].split("-", -1);
        boolean all = halves[0].equals("*");
        if (ends.length > 2 || !all && halves.length == 2 && ends.length == 1) {
            throw wrong(part); // a step needs a range: "5/15" means different things to different crons
        }
        int from = all ? least : value(part, ends[0]);
        int to = all ? most : value(part, ends[ends.length - 1]);
        if (to < from) {
            throw wrong(part);
        }
        for (int value = from; value <= to; value += step) {
            set.set(value);
        }
    }

    private int value(String part, String text) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + firstNamed : whole(part, text);
        if (value < least || value > most) {
            throw wrong(part);
        }
        return value;
    }

    private int whole(String part, String text) {
        if (!text.matches("[0-9]{1,3}")) {
            throw wrong(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException wrong(String part) {
        return new IllegalArgumentException("'" + part + "' is no " + name + ": allowed are * and " + least + " to "
                + most + ", ranges as 1-5, steps as */2, and commas between them");
    }
}
