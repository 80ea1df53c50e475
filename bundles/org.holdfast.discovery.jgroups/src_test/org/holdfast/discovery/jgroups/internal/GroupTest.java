// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.holdfast.discovery.jgroups.internal.GroupTransport.MulticastAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static Group on(String local) {
        MulticastAddress address =
                new MulticastAddress(InetAddress.ofLiteral(local), InetAddress.ofLiteral("239.192.7.7"), 45_599, 0);
        return new Group("test", address);
    }

    /** The system lists 127.0.0.1 only, and takes all of 127.0.0.0/8: a session there once began anew without a pause. */
    @Test
    @Tag("R3")
    void everyLoopbackAddressIsHere() {
        assertTrue(on("127.0.0.1").isHere());
        assertTrue(on("127.0.0.3").isHere());
    }

    @Test
    @Tag("R3")
    void anAddressOfNoInterfaceIsNot() {
        assertFalse(on("192.0.2.77").isHere());
    }
}
