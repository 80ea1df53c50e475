// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.Reputation;

/** Who stands where: what discovery finds, and what TLS proves. */
public final class Directory {
    private final TreeMap<Integer, Identity> hosts = new TreeMap<>();

    public void put(Identity identity) {
        hosts.put(identity.host(), identity);
    }

    DeviceKey deviceOf(int host) {
        return hosts.get(host).self().device().key();
    }

    Domains domainsOf(int host) {
        return hosts.get(host).domains();
    }

    Optional<Integer> hostOf(OwnerId owner) {
        return hosts.values().stream()
                .filter(each -> each.id().equals(owner))
                .map(Identity::host)
                .findFirst();
    }

    /** Everybody but one, in the order of hosts. */
    List<Candidate> candidates(OwnerId except) {
        List<Candidate> all = new ArrayList<>();
        for (Identity each : hosts.values()) {
            if (!each.id().equals(except)) {
                NodeAddress address = new NodeAddress("10.0.0." + (each.host() + 1), 7411);
                all.add(new Candidate(
                        each.id(),
                        "node-" + each.host(),
                        List.of(address),
                        each.domains(),
                        Goal.RESERVED,
                        Goal.RESERVED,
                        WeekSchedule.always(),
                        Optional.empty(),
                        Reputation.UNKNOWN));
            }
        }
        return all;
    }
}
