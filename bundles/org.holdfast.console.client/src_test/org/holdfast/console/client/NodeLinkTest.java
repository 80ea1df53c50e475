// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.holdfast.console.client.LinkState.Age;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that goes, comes back, changes its token and its version, and is found each time without a restart. */
class NodeLinkTest {
    private static final Pace FAST = new Pace(Duration.ofMillis(5), Duration.ofMillis(20));

    @TempDir
    Path home;

    private final BlockingQueue<LinkState> heard = new LinkedBlockingQueue<>();

    @Test
    void aNodeIsFoundAgainWhateverHappensToIt() throws Exception {
        try (NodeLink link = new NodeLink(new NodeHome(home), FAST, "0.1.0")) {
            link.listen(heard::add);
            link.open();
            await(LinkState.NoNode.class);
            try (FakeNode node = node("first", "0.1.7")) {
                assertEquals(Age.SAME, await(LinkState.Up.class).age());
                node.tellToken("wrong");
                await(LinkState.Refused.class);
                node.tellToken("first");
                await(LinkState.Up.class);
                node.on("GET /v1/status", "no node at all");
                await(LinkState.Silent.class);
            }
            await(LinkState.Stopped.class);
            try (FakeNode upgraded = node("second", "0.2.0")) {
                LinkState.Up up = await(LinkState.Up.class);
                assertEquals(Age.NEWER, up.age());
                assertEquals("0.2.0", up.status().version());
                assertInstanceOf(LinkState.Up.class, link.state());
                assertEquals("GET /v1/status", upgraded.asked.getFirst());
            }
        }
    }

    @Test
    void hurryingDoesNotWaitForTheNextTime() throws Exception {
        Pace slow = new Pace(Duration.ofHours(1), Duration.ofHours(1));
        try (NodeLink link = new NodeLink(new NodeHome(home), slow, "0.1.0")) {
            link.listen(heard::add);
            link.open();
            await(LinkState.NoNode.class);
            try (FakeNode node = node("first", "0.1.0")) {
                link.hurry();
                await(LinkState.Up.class);
                assertEquals(1, node.asked.size());
            }
        }
    }

    private FakeNode node(String token, String version) throws IOException {
        return new FakeNode(home, token)
                .on("GET /v1/status", "{\"type\":\"status\",\"safe\":true,\"version\":\"" + version + "\"}");
    }

    private <S extends LinkState> S await(Class<S> wanted) throws InterruptedException {
        while (true) {
            LinkState state = heard.poll(20, TimeUnit.SECONDS);
            if (wanted.isInstance(state)) {
                return wanted.cast(state);
            }
            if (state == null) {
                throw new AssertionError("nothing more was heard; wanted " + wanted);
            }
        }
    }
}
