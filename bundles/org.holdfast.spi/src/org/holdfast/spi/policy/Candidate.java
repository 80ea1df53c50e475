// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;

/**
 * A node that might become a partner: what it says of itself, and then what this node knows of it from elsewhere.
 *
 * @param offered bytes it says it can still reserve for a new partner
 * @param wanted bytes it says it wants reserved in return
 * @param schedule the hours that it promises to be on line
 * @param bandwidth of the link to it, as measured from here; empty if it never was
 * @param reputation what is known of how it treats its partners
 */
public record Candidate(
        OwnerId id,
        String name,
        List<NodeAddress> addresses,
        Domains domains,
        ByteCount offered,
        ByteCount wanted,
        WeekSchedule schedule,
        Optional<MeasuredBandwidth> bandwidth,
        Reputation reputation) {
    public Candidate {
        addresses = List.copyOf(addresses);
    }

    /** As it would stand in a group. */
    public Whereabouts whereabouts() {
        return new Whereabouts(domains, addresses, schedule);
    }
}
