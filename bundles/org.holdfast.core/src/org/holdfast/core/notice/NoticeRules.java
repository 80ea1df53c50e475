// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.holdfast.core.notice.NoticeMemory.Stand;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.Told;
import org.holdfast.spi.notice.NoticeLevel;

/**
 * Decides what people are told. Pure: memory and facts in, memory and notices out.
 *
 * <p>Equal notices (of one kind about one subject) are not told again before {@code repeat} is over. A condition is told
 * once it has stood for its patience, then again every {@code repeat}, or more seldom, while it stands, and once when it has been over for
 * {@link #SETTLED}: one that comes and goes is neither told over and over, nor is the last word ever wrong for longer than
 * that.
 */
public final class NoticeRules {
    /** So long a condition is over before that is told. */
    static final Duration SETTLED = Duration.ofHours(1);

    /** So long what is backed up may not be safe where it never was yet. */
    static final Duration FIRST_BACKUP = Duration.ofDays(1);

    /** So long a way of delivery is remembered that is not there: its bundle may be about to be replaced. */
    static final Duration WAY_KEPT = Duration.ofDays(1);

    private final Duration repeat;
    private final Duration oldest;
    private final UnaryOperator<String> names;

    /**
     * @param repeat how long equal notices are held back
     * @param oldest how old the newest backup may get
     * @param names how people call what a line of the audit log is about
     */
    public NoticeRules(Duration repeat, Duration oldest, UnaryOperator<String> names) {
        this.repeat = repeat;
        this.oldest = oldest;
        this.names = names;
    }

    /** @param ways of delivery that these notices are meant for */
    public record Decision(NoticeMemory memory, List<Told> notices, Set<String> ways) {
        public Decision {
            notices = List.copyOf(notices);
            ways = Set.copyOf(ways);
        }
    }

    public Decision decide(NoticeMemory remembered, NoticeFacts facts, Instant now) {
        NoticeMemory memory = remembered.noLaterThan(now);
        Optional<Instant> sources =
                facts.sources() ? Optional.of(memory.sourcesSince().orElse(now)) : Optional.empty();
        Map<String, Instant> told = new HashMap<>(memory.told());
        told.values().removeIf(time -> !now.isBefore(time.plus(repeat)));
        List<Told> notices = new ArrayList<>();
        int lost = events(facts.events(), memory.lost(), told, notices, now);
        Map<Condition, Stand> stands = conditions(memory, standing(memory, facts, sources, now), notices, now);
        Map<String, Instant> ways = new HashMap<>(memory.ways());
        facts.ways().forEach(way -> ways.merge(way, now, NoticeRules::seenAgain));
        ways.values().removeIf(seen -> now.isAfter(seen.plus(WAY_KEPT)));
        long last = facts.events().isEmpty()
                ? memory.event()
                : facts.events().getLast().number();
        boolean safe = facts.restorable() || (memory.wasSafe() && stands.containsKey(Condition.UNSAFE));
        return new Decision(
                new NoticeMemory(last, safe, lost, sources, told, stands, ways), notices, Set.copyOf(ways.keySet()));
    }

    /** Noted once an hour: each change of the memory is a write. */
    private static Instant seenAgain(Instant before, Instant now) {
        return now.isBefore(before.plus(SETTLED)) ? before : now;
    }

    /** Answers how many partners are lost and not replaced now. */
    private int events(List<EventRow> events, int before, Map<String, Instant> told, List<Told> notices, Instant now) {
        int lost = before;
        for (EventRow event : events) {
            boolean replaces = event.type().equals(EventNotices.REPLACED);
            if (!replaces || lost > 0) {
                Optional<Told> what = EventNotices.of(event, names);
                what.flatMap(EventNotices::undone).ifPresent(told::remove);
                what.filter(each -> told.putIfAbsent(each.key(), now) == null).ifPresent(notices::add);
            }
            lost += EventNotices.loses(event) ? 1 : replaces && lost > 0 ? -1 : 0;
        }
        return lost;
    }

    private Set<Condition> standing(NoticeMemory memory, NoticeFacts facts, Optional<Instant> sources, Instant now) {
        Set<Condition> standing = EnumSet.noneOf(Condition.class);
        standing.addAll(facts.standing());
        if (!facts.restorable() && (memory.wasSafe() || facts.lastBackup().isPresent())) {
            standing.add(Condition.UNSAFE);
        }
        if (sources.isPresent()
                && facts.lastBackup().orElse(sources.get()).plus(oldest).isBefore(now)
                && sources.get().plus(oldest).isBefore(now)) {
            standing.add(Condition.NO_BACKUP);
        }
        return standing;
    }

    private Map<Condition, Stand> conditions(
            NoticeMemory memory, Set<Condition> standing, List<Told> notices, Instant now) {
        Map<Condition, Stand> after = new EnumMap<>(Condition.class);
        for (Condition each : Condition.values()) {
            Optional<Stand> known = Optional.ofNullable(memory.standing().get(each));
            Optional<Stand> next = standing.contains(each)
                    ? Optional.of(stands(each, patience(each, memory), known, notices, now))
                    : known.flatMap(stand -> over(each, stand, notices, now));
            next.ifPresent(stand -> after.put(each, stand));
        }
        return after;
    }

    private static Duration patience(Condition condition, NoticeMemory memory) {
        return condition == Condition.UNSAFE && !memory.wasSafe() ? FIRST_BACKUP : condition.patience();
    }

    private Stand stands(
            Condition condition, Duration patience, Optional<Stand> known, List<Told> notices, Instant now) {
        Stand stand = known.orElse(new Stand(now, Optional.empty(), Optional.empty()));
        boolean due = stand.told()
                .map(told -> !now.isBefore(told.plus(longer(repeat, condition.reminder()))))
                .orElse(!now.isBefore(stand.since().plus(patience)));
        if (due) {
            notices.add(new Told(now, condition.level(), condition.name(), "", condition.what(), condition.advice()));
        }
        return new Stand(stand.since(), due ? Optional.of(now) : stand.told(), Optional.empty());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** Empty once everybody knows that it is over. */
    private static Optional<Stand> over(Condition condition, Stand stand, List<Told> notices, Instant now) {
        if (stand.told().isEmpty()) {
            return Optional.empty();
        }
        Instant since = stand.over().orElse(now);
        if (now.isBefore(since.plus(SETTLED))) {
            return Optional.of(new Stand(stand.since(), stand.told(), Optional.of(since)));
        }
        if (!condition.over().isEmpty()) {
            notices.add(new Told(now, NoticeLevel.CLEARED, condition.name(), "", condition.over(), ""));
        }
        return Optional.empty();
    }
}
