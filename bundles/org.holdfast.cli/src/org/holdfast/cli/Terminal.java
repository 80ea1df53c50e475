// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.util.Locale;

/** What is safe and pleasant on a terminal. */
public final class Terminal {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Terminal() {}

    /** Control characters shown as {@code \xNN}, so that no file name can drive the terminal. */
    public static String safe(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean control = Character.isISOControl(c) && c != '\n'
                    || Character.getType(c) == Character.FORMAT
                    || c == 0x2028
                    || c == 0x2029;
            if (control) {
                shown.append(c < 0x100 ? String.format("\\x%02x", c) : String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
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

    /** {@code 0.4 s}, {@code 3 min 12 s}. */
    public static String seconds(double seconds) {
        return seconds < 120
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %d s", (long) seconds / 60, (long) seconds % 60);
    }
}
