// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.notice;

import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * One message: what has come together within some minutes. All texts are single lines without control characters.
 *
 * @param machine the name of the machine that tells it
 * @param id the machine's id
 * @param confederation its name; empty before there is one
 * @param items at least one, oldest first
 */
public record Notice(String machine, String id, String confederation, List<NoticeItem> items) {
    public Notice {
        requireLine(machine);
        requireLine(id);
        requireLine(confederation);
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a notice tells something");
        }
    }

    /** @throws IllegalArgumentException if it could end a line, or a header */
    static void requireLine(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a text of a notice is one line without control characters");
        }
    }

    /** The one that matters most; of several the first. */
    public NoticeItem foremost() {
        return items.stream().min(Comparator.comparing(NoticeItem::level)).orElseThrow();
    }

    /** One line for people. */
    public String subject() {
        NoticeItem first = foremost();
        String others = items.size() == 1 ? "" : " (and " + (items.size() - 1) + " more)";
        return "[Holdfast] " + machine + ": " + first.what() + others;
    }

    /** The whole message for people, lines ended by line feeds. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (NoticeItem each : items) {
            text.append(each.time().truncatedTo(ChronoUnit.SECONDS))
                    .append("  ")
                    .append(word(each.level()));
            text.append('\n').append(each.what()).append('\n');
            if (!each.advice().isEmpty()) {
                text.append("What to do: ").append(each.advice()).append('\n');
            }
            text.append('\n');
        }
        return text.append("Machine: ")
                .append(machine)
                .append(" (")
                .append(id)
                .append(")\n")
                .append(confederation.isEmpty() ? "" : "Confederation: " + confederation + "\n")
                .toString();
    }

    private static String word(NoticeLevel level) {
        return switch (level) {
            case DANGER -> "DANGER";
            case WARNING -> "Warning";
            case CLEARED -> "Over";
            case TEST -> "Test";
        };
    }
}
