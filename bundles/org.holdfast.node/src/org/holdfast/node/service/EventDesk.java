// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.EventReport;

/** The audit log as it is shown: with the names of the machines that its lines are about. */
final class EventDesk {
    private static final int PAGE = 500;
    private static final Duration FOLLOW = Duration.ofMillis(500);
    /** Every day brings several of these for each partner, and all say the same. */
    private static final String EVERYDAY = "AUDIT_PROVED";
    /** Digits of an id that stand for it. */
    private static final int SHORTEST = 8;

    private final Node node;

    EventDesk(Node node) {
        this.node = node;
    }

    /** @param follow whether to go on until the node stops or the caller's thread is interrupted */
    void events(long after, boolean follow, Consumer<EventReport> out) {
        long last = after;
        do {
            List<EventRow> page = node.stores().ledger().events().after(last, PAGE);
            reports(page).forEach(out);
            if (!page.isEmpty()) {
                last = page.getLast().number();
            } else if (follow) {
                pause();
            } else {
                return;
            }
        } while (!node.isStopping());
    }

    private void pause() {
        try {
            node.clock().sleep(FOLLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "log", "Cancelled.", e);
        }
    }

    /** @throws HoldfastException MEMBER_UNKNOWN if none, or more than one, is meant */
    List<EventReport> history(String machine) {
        List<PeerRow> peers = node.stores().ledger().peers().all();
        String subject = meant(peers, machine).brief();
        if (peers.stream().filter(each -> each.id().brief().equals(subject)).count() > 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    machine,
                    "Several machines have ids that begin with " + subject
                            + ", and the audit log tells them by no more.");
        }
        return reports(node.stores().ledger().events().about(subject, EVERYDAY, PAGE));
    }

    /** By its whole id, else by its name, else by the beginning of its id. */
    private static OwnerId meant(List<PeerRow> peers, String machine) {
        String digits = machine.toLowerCase(Locale.ROOT);
        List<PeerRow> found = Stream.<Predicate<PeerRow>>of(
                        each -> each.id().toString().equals(digits),
                        each -> each.name().equals(machine),
                        each -> digits.length() >= SHORTEST
                                && each.id().toString().startsWith(digits))
                .map(rule -> peers.stream().filter(rule).toList())
                .filter(some -> !some.isEmpty())
                .findFirst()
                .orElse(List.of());
        if (found.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    machine,
                    found.isEmpty()
                            ? "This node never met a machine '" + machine
                                    + "'. 'holdfast partner list' names partners; " + SHORTEST
                                    + " digits of an id are enough."
                            : "Several machines are meant by '" + machine + "': give the id.");
        }
        return found.getFirst().id();
    }

    private List<EventReport> reports(List<EventRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, String> names = names();
        return rows.stream()
                .map(row -> new EventReport(
                        row.number(),
                        row.time(),
                        row.type(),
                        row.subject(),
                        row.text(),
                        Optional.ofNullable(names.get(row.subject()))))
                .toList();
    }

    /** Of those that the log tells apart: two ids may begin with the same digits, by intent. */
    private Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        node.stores()
                .ledger()
                .peers()
                .all()
                .forEach(each -> names.merge(each.id().brief(), each.name(), (_, _) -> ""));
        names.merge(node.identity().owner().brief(), node.settings().name(), (_, _) -> "");
        names.values().removeIf(String::isEmpty);
        return names;
    }
}
