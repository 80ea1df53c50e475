// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

/** Text from elsewhere, made fit for a line that people read. */
public final class PlainText {
    private PlainText() {}

    /**
     * On one line, at most so many characters long: what ends lines, drives a terminal, turns the direction of text or is
     * half a character is shown by its number.
     */
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (disturbs(point)) {
                line.append("<U+").append(String.format("%04X", point)).append('>');
            } else {
                line.appendCodePoint(point);
            }
        });
        if (line.length() <= most) {
            return line.toString();
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }

    private static boolean disturbs(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
