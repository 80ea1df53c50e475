// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.net.InetAddress;
import java.util.Arrays;
import org.holdfast.model.Bytes;

/**
 * Where a connection comes from: the first 24 bits of an IPv4 address, the first 64 of an IPv6 one. Seen by the broker
 * itself, so nobody can claim to be in many.
 */
record SourceNetwork(Bytes prefix) {
    private static final int V4 = 3;
    private static final int V6 = 8;

    static SourceNetwork of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new SourceNetwork(Bytes.of(Arrays.copyOf(bytes, bytes.length == 4 ? V4 : V6)));
    }
}
