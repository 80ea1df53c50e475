// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R3")
class PlacesTest {
    private final Places places = new Places();

    private int entered(String prefix, int tries) {
        int in = 0;
        for (int i = 0; i < tries; i++) {
            var from = SourceNetwork.of(InetAddress.ofLiteral(prefix + Integer.toHexString(i) + "::1"));
            in += places.enter(from) ? 1 : 0;
        }
        return in;
    }

    @Test
    void oneSiteDoesNotTakeAllPlaces() {
        assertEquals(Places.MOST_OF_SITE, entered("2001:db8:1:", 300));
        SourceNetwork other = SourceNetwork.of(InetAddress.ofLiteral("192.0.2.1"));
        assertTrue(places.enter(other));
    }

    @Test
    void thereAreSoManyInAllAndWhoLeavesMakesRoom() {
        int in = 0;
        for (int site = 1; site < 10; site++) {
            in += entered("2001:db8:" + site + ":", 60);
        }
        assertEquals(Places.MOST, in);
        SourceNetwork late = SourceNetwork.of(InetAddress.ofLiteral("192.0.2.1"));
        assertFalse(places.enter(late));
        places.leave(SourceNetwork.of(InetAddress.ofLiteral("2001:db8:1:1::1")));
        assertTrue(places.enter(late));
    }
}
