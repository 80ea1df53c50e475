// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.holdfast.model.NodeAddress;

/**
 * Where those wait that dialled this node and have not turned out to be members yet. Anybody can make keys without end,
 * so it is places that are counted, not keys; and one address gets half of them at most, so that a single machine shuts
 * nobody else out. Thread-safe.
 */
final class Anteroom {
    static final int PLACES = 64;
    static final int PLACES_OF_ONE = 32;

    private final Map<String, Integer> taken = new HashMap<>(); // by address; guarded by this
    private int all; // guarded by this

    /** A place, to be closed once by whoever leaves. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** A place, if there is one left for this address; whatever the port. */
    synchronized Optional<Place> enter(NodeAddress from) {
        String host = from.host();
        int before = taken.getOrDefault(host, 0);
        if (all == PLACES || before == PLACES_OF_ONE) {
            return Optional.empty();
        }
        taken.put(host, before + 1);
        all++;
        return Optional.of(() -> leave(host));
    }

    private synchronized void leave(String host) {
        taken.computeIfPresent(host, (key, places) -> places == 1 ? null : places - 1);
        all--;
    }
}
