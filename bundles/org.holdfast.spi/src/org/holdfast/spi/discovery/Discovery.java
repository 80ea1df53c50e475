// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.discovery;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Finds nodes, as a service: multicast, a broker, a fixed list. Several may be present, and all take part. */
public interface Discovery {
    /** Such as {@code jgroups}; for people and configuration. */
    String id();

    /**
     * Starts looking, and telling others of this node, until the session is closed. Returns at once; trouble on the
     * network is retried inside.
     *
     * @param scope where to look
     * @param advert this node's signed advertisement at the moment of the call (at most 700 bytes, or
     *     none while there is nothing to say), asked again each time it is sent
     * @param heard called with what others say, on any thread; MUST NOT block
     */
    Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> heard);

    /** A running search. */
    interface Session extends AutoCloseable {
        /** Asks everybody to advertise now; may do nothing. */
        void query();

        /** Ends it; idempotent, returns when its threads have ended. */
        @Override
        void close();
    }
}
