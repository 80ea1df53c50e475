// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.holdfast.model.Bytes;

/**
 * What has to be remembered so that nothing is told twice, or missed. Stored as lines of text (format-stores.md).
 *
 * @param event number of the last line of the audit log that was looked at
 * @param wasSafe whether everything could be had when that was last looked at, or people were told that they are not
 * @param lost partners that went and have no successor yet
 * @param sourcesSince since when there is something to back up
 * @param told when each notice was told last, by kind and subject; no older than equal ones are held back
 * @param standing the conditions that stand, or are over so lately that nobody was told
 * @param ways when each way of delivery was last seen set up
 */
public record NoticeMemory(
        long event,
        boolean wasSafe,
        int lost,
        Optional<Instant> sourcesSince,
        Map<String, Instant> told,
        Map<Condition, Stand> standing,
        Map<String, Instant> ways) {

    /**
     * A condition that stands.
     *
     * @param since when it began
     * @param told when it was told last, if it was
     * @param over since when it does not stand any more; empty while it does
     */
    public record Stand(Instant since, Optional<Instant> told, Optional<Instant> over) {}

    public NoticeMemory {
        told = Map.copyOf(told);
        standing = Map.copyOf(standing);
        ways = Map.copyOf(ways);
    }

    /** Of a node that told nothing yet. @param event nothing that is older is told */
    public static NoticeMemory from(long event) {
        return new NoticeMemory(event, false, 0, Optional.empty(), Map.of(), Map.of(), Map.of());
    }

    /** As if what a clock that was ahead has left behind had been now: else it would hold back what is new until then. */
    NoticeMemory noLaterThan(Instant now) {
        UnaryOperator<Instant> earlier = time -> time.isAfter(now) ? now : time;
        Map<String, Instant> clampedTold = new TreeMap<>(told);
        clampedTold.replaceAll((key, time) -> earlier.apply(time));
        Map<String, Instant> clampedWays = new TreeMap<>(ways);
        clampedWays.replaceAll((way, time) -> earlier.apply(time));
        Map<Condition, Stand> clampedStands = new EnumMap<>(Condition.class);
        standing.forEach((condition, stand) -> clampedStands.put(
                condition,
                new Stand(
                        earlier.apply(stand.since()),
                        stand.told().map(earlier),
                        stand.over().map(earlier))));
        return new NoticeMemory(
                event, wasSafe, lost, sourcesSince.map(earlier), clampedTold, clampedStands, clampedWays);
    }

    public Bytes encode() {
        StringBuilder text = new StringBuilder("1\n");
        line(text, "event", event);
        line(text, "safe", wasSafe);
        line(text, "lost", lost);
        sourcesSince.ifPresent(since -> line(text, "sources", since));
        new TreeMap<>(told).forEach((key, time) -> line(text, "told", time + " " + key));
        new TreeMap<>(standing)
                .forEach((condition, stand) -> line(
                        text,
                        "stands",
                        stand.since() + " " + text(stand.told()) + " " + text(stand.over()) + " " + condition));
        new TreeMap<>(ways).forEach((way, time) -> line(text, "way", time + " " + way));
        return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void line(StringBuilder text, String key, Object value) {
        text.append(key).append(' ').append(value).append('\n');
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("-");
    }

    private static Optional<Instant> time(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    /** Empty if this version cannot read it: then it begins anew. */
    public static Optional<NoticeMemory> decode(Bytes stored) {
        String text = new String(stored.toArray(), StandardCharsets.UTF_8);
        try {
            return text.startsWith("1\n") ? Optional.of(new Reader().read(text.substring(2))) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Line after line. */
    private static final class Reader {
        private long event;
        private boolean safe;
        private int lost;
        private Optional<Instant> sources = Optional.empty();
        private final Map<String, Instant> told = new TreeMap<>();
        private final Map<Condition, Stand> standing = new EnumMap<>(Condition.class);
        private final Map<String, Instant> ways = new TreeMap<>();

        NoticeMemory read(String text) {
            text.lines().forEach(this::line);
            return new NoticeMemory(event, safe, lost, sources, told, standing, ways);
        }

        private void line(String line) {
            String[] parts = line.split(" ", 2);
            String[] more = parts[1].split(" ", 2);
            switch (parts[0]) {
                case "event" -> event = Long.parseLong(parts[1]);
                case "safe" -> safe = Boolean.parseBoolean(parts[1]);
                case "lost" -> lost = Integer.parseInt(parts[1]);
                case "sources" -> sources = Optional.of(Instant.parse(parts[1]));
                case "told" -> told.put(more[1], Instant.parse(more[0]));
                case "way" -> ways.put(more[1], Instant.parse(more[0]));
                case "stands" -> stands(parts[1].split(" "));
                default -> throw new IllegalArgumentException("no line begins with " + parts[0]);
            }
        }

        private void stands(String[] parts) {
            standing.put(
                    Condition.valueOf(parts[3]), new Stand(Instant.parse(parts[0]), time(parts[1]), time(parts[2])));
        }
    }
}
