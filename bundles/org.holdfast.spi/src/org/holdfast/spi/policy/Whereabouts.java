// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.WeekSchedule;

/**
 * Where a node stands, and when it is there.
 *
 * @param addresses where it can be dialled; empty where that does not matter or is not known
 * @param schedule the hours that it promises to be on line
 */
public record Whereabouts(Domains domains, List<NodeAddress> addresses, WeekSchedule schedule) {
    public Whereabouts {
        addresses = List.copyOf(addresses);
    }

    /** Of a node that is on line always, at an address that does not matter. */
    public static Whereabouts always(Domains domains) {
        return new Whereabouts(domains, List.of(), WeekSchedule.always());
    }
}
