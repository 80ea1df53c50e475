// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.format.head.Head;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.model.Formats;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.MissingReport;

/**
 * Says which partners a recovery is waiting for, and how many of them it takes at least. Whoever asks has them dialled
 * again, too. Thread-safe.
 */
final class MissingDesk {
    private final Node node;
    private volatile Optional<Head> head = Optional.empty();

    MissingDesk(Node node) {
        this.node = node;
    }

    /** A recovery goes by this one. */
    void found(Head taken) {
        head = Optional.of(taken);
    }

    MissingReport report() {
        List<HeadPartner> named = head.map(Head::partners).orElse(List.of());
        named.stream().filter(each -> !isThere(each.owner())).forEach(this::dial);
        List<SegmentRow> segments = node.stores().ledger().segments().inState(SegmentState.PLACED);
        long incomplete = 0;
        int needed = 0;
        for (SegmentRow each : segments) {
            int lacking = lacking(each);
            incomplete += lacking > 0 ? 1 : 0;
            needed = Math.max(needed, lacking);
        }
        return new MissingReport(
                head.map(Head::time),
                named.size(),
                named.stream()
                        .filter(each -> !isThere(each.owner()))
                        .map(MissingDesk::missing)
                        .toList(),
                segments.size(),
                incomplete,
                needed);
    }

    private static MissingReport.Missing missing(HeadPartner partner) {
        return new MissingReport.Missing(
                partner.owner().toString(),
                partner.name(),
                partner.domains().site(),
                partner.addresses().stream().map(NodeAddress::toString).toList());
    }

    private boolean isThere(OwnerId partner) {
        return node.network().linked().contains(partner);
    }

    /** It may have come back at an address of before. */
    private void dial(HeadPartner partner) {
        Thread.ofVirtual().name("missing-" + partner.owner().brief()).start(() -> {
            for (NodeAddress address : partner.addresses()) {
                if (node.network()
                        .dialMember(address, Optional.of(partner.owner()))
                        .isPresent()) {
                    return;
                }
            }
        });
    }

    /** Shards of a segment that are needed besides those at partners that can be reached; a partner has one at most. */
    private int lacking(SegmentRow segment) {
        Set<Integer> there = new HashSet<>();
        for (PlacementRow place : node.stores().ledger().segments().placements(segment.id())) {
            if (place.state() == PlacementState.ACKED && isThere(place.partner())) {
                there.add(place.position());
            }
        }
        int m = segment.shape().m();
        boolean enough =
                there.size() >= m && (Formats.isOptimal(segment.formats().code()) || restores(segment, there));
        return enough ? 0 : Math.max(1, m - there.size());
    }

    private boolean restores(SegmentRow segment, Set<Integer> there) {
        java.util.BitSet present = new java.util.BitSet();
        there.forEach(present::set);
        try (var code = node.providers().code(segment.formats().code())) {
            return code.get().code(segment.shape()).restores(present);
        }
    }
}
