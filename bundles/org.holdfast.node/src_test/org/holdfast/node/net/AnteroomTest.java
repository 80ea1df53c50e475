// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.net.Anteroom.Place;
import org.junit.jupiter.api.Test;

/** How many strangers may wait. */
class AnteroomTest {
    private final Anteroom room = new Anteroom();
    private final List<Place> taken = new ArrayList<>();

    private int fill(String host) {
        int before = taken.size();
        for (int port = 1; port <= 100; port++) {
            room.enter(new NodeAddress(host, port)).ifPresent(taken::add);
        }
        return taken.size() - before;
    }

    @Test
    void oneAddressGetsHalfOfThePlaces() {
        assertEquals(Anteroom.PLACES_OF_ONE, fill("192.0.2.1"));
        assertEquals(Anteroom.PLACES - Anteroom.PLACES_OF_ONE, fill("192.0.2.2"));
        assertEquals(0, fill("192.0.2.3"));
    }

    @Test
    void whoLeavesMakesRoom() {
        fill("192.0.2.1");
        taken.removeFirst().close();
        Optional<Place> again = room.enter(new NodeAddress("192.0.2.1", 7610));
        assertTrue(again.isPresent());
        assertEquals(0, fill("192.0.2.1"));
        again.get().close();
        taken.forEach(Place::close);
        taken.clear();
        assertEquals(Anteroom.PLACES_OF_ONE, fill("192.0.2.2"));
        assertEquals(Anteroom.PLACES - Anteroom.PLACES_OF_ONE, fill("192.0.2.1"));
    }
}
