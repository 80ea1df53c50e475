// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import java.util.List;
import org.holdfast.model.Bytes;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OwnerId;

/**
 * A node that proved its identity once. Its labels, if it has any, stand in the agreement with it.
 *
 * @param certificate its newest device certificate, encoded
 * @param lastSeen when its last link began or ended; a link may stand now
 */
public record PeerRow(
        OwnerId id, String name, List<NodeAddress> addresses, Domains domains, Bytes certificate, Instant lastSeen) {
    public PeerRow {
        addresses = List.copyOf(addresses);
        domains = domains.labelled(NodeLabels.NONE);
    }
}
