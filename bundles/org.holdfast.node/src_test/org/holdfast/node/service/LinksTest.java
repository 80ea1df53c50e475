// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.PeerLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many links one member may hold. */
class LinksTest {
    @Test
    void whoDialsAgainAndAgainLosesItsOldestLinks(@TempDir Path folder) {
        try (TestConfederation two = new TestConfederation(folder, 2)) {
            TestNode other = two.node(1).start();
            var network = two.owner().start().node().network();
            List<PeerLink> made = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Dialled dialled = network.dial(new NodeAddress("127.0.0.1", other.port()), Optional.of(other.owner()));
                made.add(assertInstanceOf(Dialled.Member.class, dialled).link());
            }
            Await.until(
                    "four are left",
                    () -> made.stream().filter(PeerLink::isOpen).count() == 4);
            assertTrue(made.getLast().isOpen(), "the newest is gone");
        }
    }
}
