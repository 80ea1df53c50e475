// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.notice.Condition;
import org.holdfast.core.notice.NoticeFacts;
import org.holdfast.core.port.EventRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.ByteCount;
import org.holdfast.node.notice.Way;
import org.holdfast.trust.SecretState;

/** How the node stands, as far as people are told of it. */
final class NoticeFactFinder {
    private final Node node;

    NoticeFactFinder(Node node) {
        this.node = node;
    }

    /** @param events what happened since the last look */
    NoticeFacts now(List<EventRow> events) {
        Optional<Instant> last = lastBackup();
        SafetyDesk.Safety safety = node.owner().safety().look();
        return new NoticeFacts(
                safety.restorable(),
                !node.owner().sources().all().isEmpty(),
                last,
                standing(last.isPresent(), safety),
                node.providers().notices().stream()
                        .filter(way -> way.target().isPresent())
                        .map(Way::id)
                        .collect(Collectors.toSet()),
                events);
    }

    private Optional<Instant> lastBackup() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast().time());
    }

    private Set<Condition> standing(boolean backedUp, SafetyDesk.Safety safety) {
        Set<Condition> standing = EnumSet.noneOf(Condition.class);
        add(standing, Condition.BARE, safety.restorable() && !safety.safe());
        add(standing, Condition.DISK_SHORT, !node.stores().holdings().shortage().equals(ByteCount.ZERO));
        add(
                standing,
                Condition.REPAIR_STUCK,
                !node.leave().isLeaving() && node.health().repair().last().waiting() > 0);
        add(standing, Condition.ESCROW_ASKED, node.desks().escrow().warning().isPresent());
        add(
                standing,
                Condition.SHEET_OPEN,
                backedUp && node.identities().secrets().state() == SecretState.PRESENT);
        add(standing, Condition.SHEET_LOST, node.identities().secrets().state() == SecretState.LOST);
        add(
                standing,
                Condition.REVOKED,
                node.network().isRevoked(node.identity().owner()));
        return standing;
    }

    private static void add(Set<Condition> standing, Condition condition, boolean stands) {
        if (stands) {
            standing.add(condition);
        }
    }
}
