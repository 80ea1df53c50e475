// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No command waits for ever for a node that has stalled, and none gives up one that is only slow. */
@Timeout(60)
class NodeClientTest {
    /** Asks soon; but on a busy machine also a node that is well may take a second or two to answer. */
    private static final NodeClient.Patience SHORT =
            new NodeClient.Patience(Duration.ofMillis(100), Duration.ofSeconds(5));

    /** For one that answers in the end. */
    private static final NodeClient.Patience LONG =
            new NodeClient.Patience(Duration.ofMillis(100), Duration.ofSeconds(20));

    private static final String PROGRESS = "{\"type\":\"progress\"}";

    @TempDir
    Path folder;

    private final List<JsonObject> heard = new CopyOnWriteArrayList<>();

    private void call(StalledNode node, NodeClient.Patience patience) {
        Home home = node.home();
        new NodeClient(new HomeDoorway(home, home.door().orElseThrow()), patience)
                .stream("POST", "/v1/backup", Map.of(), new JsonObject(), heard::add);
    }

    private HoldfastException failure(StalledNode node, NodeClient.Patience patience) {
        return assertThrows(HoldfastException.class, () -> call(node, patience));
    }

    private static void nothing(String path, OutputStream out) {
        // a process that was stopped: the system still takes its connections
    }

    @Test
    void aNodeThatSaysNothingAtAllIsGivenUp() throws IOException {
        try (StalledNode node = new StalledNode(folder, NodeClientTest::nothing)) {
            HoldfastException thrown = failure(node, SHORT);
            assertEquals(ErrorCode.NODE_UNREACHABLE, thrown.code());
            assertTrue(String.valueOf(thrown.getMessage()).contains("stalled"), thrown.getMessage());
            assertEquals(1, node.statusAsked());
        }
    }

    @Test
    void aNodeThatStallsInTheMiddleIsGivenUp() throws IOException {
        StalledNode.Manner manner = (path, out) -> {
            if (path.equals("/v1/backup")) {
                StalledNode.begin(out);
                StalledNode.object(out, PROGRESS);
            } else if (heard.isEmpty()) {
                StalledNode.begin(out);
                StalledNode.object(out, PROGRESS);
                StalledNode.end(out);
            }
        };
        try (StalledNode node = new StalledNode(folder, manner)) {
            assertEquals(ErrorCode.NODE_UNREACHABLE, failure(node, SHORT).code());
            assertEquals(1, heard.size());
        }
    }

    @Test
    void aNodeThatIsSlowButSaysHowItIsIsWaitedFor() throws IOException {
        CountDownLatch asked = new CountDownLatch(3);
        StalledNode.Manner manner = (path, out) -> {
            if (path.equals("/v1/status")) {
                asked.countDown();
            } else {
                await(asked);
            }
            StalledNode.begin(out);
            StalledNode.object(out, PROGRESS);
            StalledNode.end(out);
        };
        try (StalledNode node = new StalledNode(folder, manner)) {
            call(node, LONG);
            assertEquals(1, heard.size());
            assertTrue(node.statusAsked() >= 3);
        }
    }

    private static void await(CountDownLatch asked) throws IOException {
        try {
            assertTrue(asked.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void aNodeThatIsStoppedMeanwhileIsNoBrokenConnection() throws IOException {
        Path control = folder.resolve("run/control");
        StalledNode.Manner manner = (path, out) -> {
            StalledNode.begin(out);
            StalledNode.object(out, PROGRESS);
            if (path.equals("/v1/status")) {
                StalledNode.end(out); // the backup was slow to begin
                return;
            }
            Files.delete(control);
            out.close();
        };
        try (StalledNode node = new StalledNode(folder, manner)) {
            HoldfastException thrown = failure(node, LONG);
            assertEquals(ErrorCode.CANCELLED, thrown.code());
            assertTrue(String.valueOf(thrown.getMessage()).contains("was stopped"), thrown.getMessage());
        }
    }

    @Test
    void aConnectionThatBreaksWhileTheNodeRunsIsSaidToBeBroken() throws IOException {
        StalledNode.Manner manner = (path, out) -> {
            StalledNode.begin(out);
            out.close();
        };
        try (StalledNode node = new StalledNode(folder, manner)) {
            assertEquals(ErrorCode.NODE_UNREACHABLE, failure(node, LONG).code());
        }
    }
}
