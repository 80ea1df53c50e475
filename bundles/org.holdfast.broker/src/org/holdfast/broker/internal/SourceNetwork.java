// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.net.InetAddress;
import java.util.Arrays;
import org.holdfast.model.Bytes;

/**
 * Where a connection comes from: the first 24 bits of an IPv4 address, the first 64 of an IPv6 one. Seen by the broker
 * itself, so nobody can claim to be in many. Who has one IPv6 /64 mostly has a whole {@link #site} of them.
 */
record SourceNetwork(Bytes prefix) {
    private static final int V4 = 3;
    private static final int V6 = 8;
    private static final int V6_SITE = 6;

    static SourceNetwork of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new SourceNetwork(Bytes.of(Arrays.copyOf(bytes, bytes.length == 4 ? V4 : V6)));
    }

    /** What one customer has of an access provider: the first 48 bits of an IPv6 address; an IPv4 network itself. */
    SourceNetwork site() {
        return prefix.length() == V6 ? new SourceNetwork(Bytes.of(Arrays.copyOf(prefix.toArray(), V6_SITE))) : this;
    }
}
