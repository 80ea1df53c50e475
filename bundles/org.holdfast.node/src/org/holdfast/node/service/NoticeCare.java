// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.core.notice.NoticeMemory;
import org.holdfast.core.notice.NoticeRules;
import org.holdfast.core.notice.PlainText;
import org.holdfast.core.port.DeliveryRow;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.NoticeRow;
import org.holdfast.core.port.Notices;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.node.control.NoticeControl;
import org.holdfast.node.control.NoticeDeliveryReport;
import org.holdfast.node.control.NoticeReport;
import org.holdfast.node.control.NoticeTestReport;
import org.holdfast.node.control.NoticeWayReport;
import org.holdfast.node.notice.Outbox;
import org.holdfast.node.notice.Way;
import org.holdfast.node.work.Rounds;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.trust.Confederation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what people must know, writes it into the outbox, and has that delivered. It stands beside the node's work: nothing
 * waits for it. Thread-safe.
 */
final class NoticeCare implements NoticeControl, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCare.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration WORTH_A_REASON = Duration.ofDays(7);
    private static final Duration SLOW = Duration.ofHours(1);
    private static final int PAGE = 1000;
    private static final int LOOKED_AT = 100;
    private static final int NAME = 80;

    private final Node node;
    private final Outbox outbox;
    private final NoticeFactFinder facts;
    private final Rounds rounds;

    NoticeCare(Node node) {
        this.node = node;
        this.outbox = new Outbox(new Outbox.Parts(
                node.stores().ledger(),
                () -> node.providers().notices(),
                this::letter,
                node.home().resolve("etc"),
                node.clock()));
        this.facts = new NoticeFactFinder(node);
        this.rounds = new Rounds("notices", PAUSE, node.clock(), this::round);
    }

    void start() {
        rounds.start();
    }

    /** One look and one attempt, which is made even if the look failed. */
    void round() {
        try {
            look();
        } finally {
            outbox.deliver();
        }
    }

    private Notices kept() {
        return node.stores().ledger().notices();
    }

    private void look() {
        Instant now = node.clock().instant();
        NoticeMemory memory = kept().memory().flatMap(NoticeMemory::decode).orElseGet(this::fromNowOn);
        List<EventRow> events = node.stores().ledger().events().after(memory.event(), PAGE);
        NoticeSettings settings = NoticeSettings.of(node.settings());
        NoticeRules.Decision decision = new NoticeRules(settings.repeat(), settings.oldestBackup(), this::name)
                .decide(memory, facts.now(events), now);
        if (!decision.memory().equals(memory) || kept().memory().isEmpty()) {
            int dropped = kept().write(
                            decision.memory().encode(),
                            decision.notices(),
                            decision.ways(),
                            now.plus(settings.gather()));
            decision.notices().forEach(each -> LOG.info("To be told: {} {}", each.kind(), each.what()));
            if (dropped > 0) {
                node.stores()
                        .ledger()
                        .events()
                        .append(now, "DELIVERY_GIVEN_UP", "notices", dropped + " were dropped, as there are too many");
            }
        }
    }

    /** What happened before there were notices, or before the ledger was lost, is told to nobody. */
    private NoticeMemory fromNowOn() {
        long last = 0;
        List<EventRow> page = node.stores().ledger().events().after(last, PAGE);
        while (!page.isEmpty()) {
            last = page.getLast().number();
            page = node.stores().ledger().events().after(last, PAGE);
        }
        return NoticeMemory.from(last);
    }

    /** The name of the machine that a line of the log is about, with what the log calls it. */
    private String name(String subject) {
        List<String> names = node.stores().ledger().peers().all().stream()
                .filter(peer -> peer.id().brief().equals(subject))
                .map(PeerRow::name)
                .toList();
        return names.size() == 1 ? PlainText.line(names.getFirst(), NAME) + " (" + subject + ")" : subject;
    }

    private Notice letter(List<NoticeItem> items) {
        return new Notice(
                PlainText.line(node.settings().name(), NAME),
                node.identity().owner().toString(),
                PlainText.line(
                        node.membership()
                                .confederation()
                                .map(Confederation::ref)
                                .map(ConfederationRef::name)
                                .orElse(""),
                        NAME),
                items);
    }

    @Override
    public List<NoticeWayReport> ways() {
        return node.providers().notices().stream()
                .map(way -> new NoticeWayReport(
                        way.id(), way.target().orElse(""), way.trouble().orElse("")))
                .toList();
    }

    @Override
    public List<NoticeReport> notices() {
        return kept().newest(Notices.MOST).stream().map(NoticeCare::report).toList();
    }

    private static NoticeReport report(NoticeRow row) {
        return new NoticeReport(
                row.number(),
                row.notice().time(),
                row.notice().level().name(),
                row.notice().kind(),
                row.notice().what(),
                row.notice().advice(),
                row.deliveries().stream()
                        .map(each -> new NoticeDeliveryReport(
                                each.way(), each.state().name(), each.attempts(), each.at(), each.why()))
                        .toList());
    }

    @Override
    public List<NoticeTestReport> test() {
        return node.providers().notices().stream()
                .filter(way -> way.target().isPresent())
                .map(this::test)
                .toList();
    }

    private NoticeTestReport test(Way way) {
        String target = way.target().orElse("");
        return switch (outbox.test(way)) {
            case Delivery.Delivered(String how) -> new NoticeTestReport(way.id(), target, true, how);
            case Delivery.Failed(String why) -> new NoticeTestReport(way.id(), target, false, why);
        };
    }

    /** What status says of it: by which ways, of those that are set up, people do not hear what they should. */
    List<String> reasons() {
        Instant now = node.clock().instant();
        Map<String, String> silent = new TreeMap<>();
        Set<String> idle = node.providers().notices().stream()
                .filter(way -> way.target().isEmpty())
                .map(Way::id)
                .collect(Collectors.toSet());
        for (NoticeRow row : kept().newest(LOOKED_AT).reversed()) {
            row.deliveries()
                    .forEach(each -> trouble(row, each, now)
                            .ifPresentOrElse(why -> silent.put(each.way(), why), () -> heard(each, silent)));
        }
        return silent.entrySet().stream()
                .filter(each -> !idle.contains(each.getKey()))
                .map(each -> "people do not get notices by " + each.getKey() + ": " + each.getValue()
                        + "; 'holdfast notices test' tries it again")
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void heard(DeliveryRow delivery, Map<String, String> silent) {
        if (delivery.state() == DeliveryRow.State.SENT) {
            silent.remove(delivery.way());
        }
    }

    private static Optional<String> trouble(NoticeRow row, DeliveryRow delivery, Instant now) {
        return switch (delivery.state()) {
            case SENT -> Optional.empty();
            case WAITING ->
                delivery.attempts() > 0 && now.isAfter(row.notice().time().plus(SLOW))
                        ? Optional.of("one waits since " + row.notice().time().truncatedTo(ChronoUnit.SECONDS) + ", as "
                                + delivery.why())
                        : Optional.empty();
            case GIVEN_UP ->
                now.isBefore(delivery.at().plus(WORTH_A_REASON)) ? Optional.of(delivery.why()) : Optional.empty();
        };
    }

    @Override
    public void close() {
        rounds.close();
    }
}
