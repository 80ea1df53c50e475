// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.notice.Pauses;
import org.holdfast.core.notice.PlainText;
import org.holdfast.core.port.DeliveryRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.NoticeRow;
import org.holdfast.core.port.Told;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.spi.notice.NoticeLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits: everything for one way in one message. It is marked as sent after the other side has taken it, so
 * that what is cut off in between is delivered again.
 */
public final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int MOST = 50;
    private static final int LINE = 300;

    /** So long a way that something waits for may not be there after the node has begun. */
    private static final Duration COMING = Duration.ofMinutes(10);

    private final Parts parts;
    private final Map<String, Instant> absent = new ConcurrentHashMap<>(); // since when, of what waits

    /**
     * What it works with.
     *
     * @param ways that are present, asked anew each time
     * @param letter makes a message, with the name of this machine
     * @param secrets the folder of files with secrets
     */
    public record Parts(
            Ledger ledger,
            Supplier<Collection<Way>> ways,
            Function<List<NoticeItem>, Notice> letter,
            Path secrets,
            NodeClock clock) {}

    public Outbox(Parts parts) {
        this.parts = parts;
    }

    /** One attempt on each way where something is due. */
    public void deliver() {
        Map<String, Way> present = new HashMap<>();
        parts.ways().get().forEach(way -> present.put(way.id(), way));
        absent.keySet().removeAll(present.keySet());
        Set<String> waiting = new TreeSet<>(parts.ledger().notices().waiting());
        for (String id : waiting) {
            if (!Thread.currentThread().isInterrupted()) {
                deliver(id, Optional.ofNullable(present.get(id)));
            }
        }
    }

    private void deliver(String id, Optional<Way> way) {
        Instant now = parts.clock().instant();
        List<NoticeRow> rows = parts.ledger().notices().due(id, now, MOST);
        boolean usable = way.flatMap(Way::target).isPresent();
        boolean gone = !usable && isGone(id, now);
        Map<Boolean, List<NoticeRow>> byOld = rows.stream()
                .collect(Collectors.partitioningBy(row -> isOld(row.deliveries().getFirst(), gone, now)));
        List<NoticeRow> old = byOld.getOrDefault(true, List.of());
        List<NoticeRow> fresh = byOld.getOrDefault(false, List.of());
        if (!old.isEmpty()) {
            giveUp(id, old, now);
        }
        if (!fresh.isEmpty() && usable) {
            attempt(way.get(), fresh);
        }
    }

    /** Not just not there yet: while the node begins, bundles come one after the other. */
    private boolean isGone(String id, Instant now) {
        Instant since = absent.merge(id, now, (before, given) -> before.isAfter(given) ? given : before);
        return !now.isBefore(since.plus(COMING));
    }

    /** What was not tried once, as the node was off for long, is tried first. */
    private static boolean isOld(DeliveryRow delivery, boolean gone, Instant now) {
        return (gone || delivery.attempts() > 0) && now.isAfter(delivery.since().plus(Pauses.LONGEST));
    }

    private void giveUp(String id, List<NoticeRow> old, Instant now) {
        String last = old.getLast().deliveries().getFirst().why();
        String why = last.isEmpty() ? "this way is not set up, or its bundle is not there" : last;
        parts.ledger().notices().givenUp(id, numbers(old), now, why);
        String text = old.size() + " notices could not be delivered for " + Pauses.LONGEST.toDays() + " days: " + why;
        parts.ledger().events().append(now, "DELIVERY_GIVEN_UP", id, text);
        LOG.warn("By {}, {}", id, text);
    }

    private void attempt(Way way, List<NoticeRow> rows) {
        Delivery delivery = deliver(
                way, rows.stream().map(row -> item(row.number(), row.notice())).toList());
        if (Thread.currentThread().isInterrupted()) {
            return; // the node is stopping; what became of it is not known
        }
        Instant now = parts.clock().instant();
        switch (delivery) {
            case Delivery.Delivered delivered -> {
                parts.ledger().notices().sent(way.id(), numbers(rows), now);
                LOG.info("By {}, {} notices were delivered: {}", way.id(), rows.size(), delivered.how());
            }
            case Delivery.Failed(String why) -> {
                int failures = 1
                        + rows.stream()
                                .mapToInt(row -> row.deliveries().getFirst().attempts())
                                .max()
                                .orElse(0);
                parts.ledger().notices().failed(way.id(), numbers(rows), now.plus(Pauses.after(failures)), why);
                if (failures == 1) {
                    LOG.warn("By {}, {} notices could not be delivered yet: {}", way.id(), rows.size(), why);
                }
            }
        }
    }

    private Delivery deliver(Way way, List<NoticeItem> items) {
        try (SecretFiles secrets = new SecretFiles(parts.secrets())) {
            return switch (way.deliver(parts.letter().apply(items), secrets)) {
                case Delivery.Delivered(String how) ->
                    new Delivery.Delivered(PlainText.line(secrets.without(how), LINE));
                case Delivery.Failed(String why) -> new Delivery.Failed(PlainText.line(secrets.without(why), LINE));
            };
        }
    }

    /** Tries one way at once, past the outbox. */
    public Delivery test(Way way) {
        Instant now = parts.clock().instant();
        return deliver(
                way,
                List.of(new NoticeItem(
                        0, now, NoticeLevel.TEST, "TEST", "Somebody tries whether notices arrive: this one did.", "")));
    }

    private static NoticeItem item(long number, Told told) {
        return new NoticeItem(number, told.time(), told.level(), told.kind(), told.what(), told.advice());
    }

    private static List<Long> numbers(List<NoticeRow> rows) {
        return rows.stream().map(NoticeRow::number).toList();
    }
}
