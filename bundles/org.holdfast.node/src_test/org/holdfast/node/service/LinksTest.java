// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.wire.LinkMessage.Ping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many links one member may hold. */
class LinksTest {
    @Test
    void whoDialsAgainAndAgainLosesItsOldestLinks(@TempDir Path folder) throws InterruptedException {
        try (TestConfederation two = new TestConfederation(folder, 2)) {
            TestNode other = two.node(1).start();
            var network = two.owner().start().node().network();
            List<PeerLink> made = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Dialled dialled = network.dial(new NodeAddress("127.0.0.1", other.port()), Optional.of(other.owner()));
                made.add(assertInstanceOf(Dialled.Member.class, dialled).link());
                awaitAdmitted(made.getLast());
            }
            Await.until(
                    "four are left",
                    () -> made.stream().filter(PeerLink::isOpen).count() == 4);
            assertTrue(made.getLast().isOpen(), "the newest is gone");
        }
    }

    /** The other side admits a link only after this one has it, and the next one must not overtake it. */
    private static void awaitAdmitted(PeerLink link) throws InterruptedException {
        try (PeerStream stream = link.converse()) {
            stream.send(new Ping(1));
            assertTrue(stream.receive(Duration.ofSeconds(60)).isPresent(), "no answer");
        }
    }
}
