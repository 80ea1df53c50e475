// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

/** Text from elsewhere, made fit for a line that people read. */
public final class PlainText {
    private static final String MARKUP = "<>@&|*_[]`";

    /** From a character of ASCII to its wide form in Unicode. */
    private static final int WIDE = 0xFEE0;

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

    /**
     * A name that others gave, on one line: what chat services take for links, mentions or markup is shown by the wide
     * form of the same character.
     */
    public static String name(String text, int most) {
        return line(text, most)
                .codePoints()
                .map(point -> MARKUP.indexOf(point) < 0 ? point : point + WIDE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
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
