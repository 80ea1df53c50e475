// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Locale;
import java.util.function.IntPredicate;

/** What is safe and pleasant on a terminal. */
public final class Terminal {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Terminal() {}

    /**
     * What drives a terminal or turns the direction of text, shown by its number; line feeds stay, as this is for text that this program has laid out. What comes from outside goes through {@link #line} first.
     */
    public static String safe(String text) {
        return escaped(text, c -> c != '\n' && disturbs(c));
    }

    /** The same with line feeds shown, too: one text from outside never becomes two lines. */
    public static String line(String text) {
        return escaped(text, Terminal::disturbs);
    }

    /** JSON that a terminal may show, too: what disturbs stands in strings only, where it may be escaped. */
    static String json(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (disturbs(c)) {
                for (char half : Character.toChars(c)) {
                    shown.append(String.format("\\u%04x", (int) half));
                }
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static String escaped(String text, IntPredicate wanted) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (wanted.test(c)) {
                shown.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean disturbs(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE -> true; // half a character
            default -> false;
        };
    }

    /** {@code 3.2 MiB}. */
    public static String bytes(long count) {
        double shown = count;
        int unit = 0;
        while (shown >= 1024 && unit < UNITS.length - 1) {
            shown /= 1024;
            unit++;
        }
        return unit == 0 ? count + " B" : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }

    /** {@code 1 file}, {@code 3 files}. */
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /** What is left, as exactly as anybody knows it: {@code 12 s}, {@code 7 min}, {@code 3 h 20 min}. */
    static String roughly(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 100) {
            return whole + " s";
        }
        long minutes = (whole + 59) / 60;
        return minutes < 100 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** {@code 0.4 s}, {@code 3 min 12 s}. */
    public static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %d s", (long) seconds / 60, (long) seconds % 60);
    }
}
