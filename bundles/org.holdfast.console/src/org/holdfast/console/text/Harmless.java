// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.text;

/**
 * Makes what others wrote (file names, names of machines, messages) fit to be shown. Nothing of it is markup to any widget
 * that the console uses, but control characters break lines, and those that turn the direction of writing make
 * {@code exe.txt} of {@code txt.exe}; so these, and whatever cannot be seen, are shown by their number. Two names that
 * differ are shown differently, except that somebody may have typed a number himself.
 */
public final class Harmless {
    /** A cell of a table does not get better beyond it, and a layout engine gets slow. */
    static final int LONGEST = 4096;

    private static final String CUT = "…";

    private Harmless() {}

    /** On one line. */
    public static String line(String text) {
        int end = Math.min(text.length(), LONGEST);
        int i = 0;
        while (i < end && !isSuspect(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : escaped(text, i, end);
    }

    /** Several lines stay so; for fields that show paragraphs. */
    public static String lines(String text) {
        StringBuilder shown = new StringBuilder();
        text.lines().forEach(each -> shown.append(shown.isEmpty() ? "" : "\n").append(line(each)));
        return shown.toString();
    }

    /** For labels, buttons and menus, where an ampersand would underline the next letter. */
    public static String label(String text) {
        return line(text).replace("&", "&&");
    }

    private static String escaped(String text, int from, int end) {
        StringBuilder shown = new StringBuilder(end + 16).append(text, 0, from);
        int at = from;
        while (at < end) {
            int point = text.codePointAt(at);
            if (isHidden(point)) {
                shown.append("⟦U+%04X⟧".formatted(point));
            } else {
                shown.appendCodePoint(point);
            }
            at += Character.charCount(point);
        }
        return at < text.length() ? shown.append(CUT).toString() : shown.toString();
    }

    /** Cheap, and true for every character that may need a closer look. */
    private static boolean isSuspect(char character) {
        return character < ' ' || character > '~';
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> point != ' ';
            default -> isBlankLetter(point);
        };
    }

    /** Letters that look like nothing, and marks that change what stands before them only for machines. */
    private static boolean isBlankLetter(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x17B4
                || point == 0x17B5
                || point == 0x2800
                || point == 0x3164
                || point == 0xFFA0
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
    }
}
