// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.core.port.PeerRow;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.LaneReport;

/** What goes to each partner in a backup, and comes from it in a restore, in the words of the control API. */
final class Lanes {
    private Lanes() {}

    /** Of everybody with an agreement, and of whoever has confirmed or sent something; by name. */
    static List<LaneReport> of(Node node, Map<OwnerId, Long> confirmed) {
        OwnerId self = node.identity().owner();
        Set<OwnerId> linked = node.network().linked();
        return Stream.concat(node.lasting().stream().map(terms -> terms.partnerOf(self)), confirmed.keySet().stream())
                .distinct()
                .map(id -> new LaneReport(
                        id.toString(), name(node, id), confirmed.getOrDefault(id, 0L), linked.contains(id)))
                .sorted(Comparator.comparing(LaneReport::name).thenComparing(LaneReport::partner))
                .toList();
    }

    private static String name(Node node, OwnerId id) {
        Optional<PeerRow> peer = node.stores().ledger().peers().find(id);
        return peer.map(PeerRow::name).orElseGet(id::brief);
    }
}
