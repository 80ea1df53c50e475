// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/**
 * A node that might become a partner, as it describes itself.
 *
 * @param offered bytes it says it can still reserve for a new partner
 */
public record Candidate(OwnerId id, String name, List<NodeAddress> addresses, Domains domains, ByteCount offered) {
    public Candidate {
        addresses = List.copyOf(addresses);
    }
}
