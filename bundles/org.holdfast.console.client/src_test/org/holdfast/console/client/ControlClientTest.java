// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.view.Progress;
import org.holdfast.console.client.view.Restored;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against something that listens as a node does. */
class ControlClientTest {
    @TempDir
    Path home;

    private FakeNode node;
    private ControlClient client;

    @BeforeEach
    void start() throws IOException {
        node = new FakeNode(home, "secret");
        client = new ControlClient(new NodeHome(home));
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
    }

    @Test
    void progressComesBeforeTheEnd() {
        node.on(
                "POST /v1/restore",
                "{\"type\":\"progress\",\"phase\":\"restoring\",\"files\":3}",
                "{\"type\":\"something_new\"}",
                "{\"type\":\"restored\",\"files\":7,\"errors\":1}");
        List<Progress> progress = new ArrayList<>();
        Restored restored = client.restore("latest", "/a b/ü", "/to", true, progress::add);
        assertEquals(7, restored.files());
        assertEquals(List.of(3L), progress.stream().map(Progress::files).toList());
        assertEquals(
                List.of(
                        "POST /v1/restore {\"snapshot\":\"latest\",\"path\":\"/a b/ü\",\"to\":\"/to\",\"overwrite\":true}"),
                node.asked);
    }

    @Test
    void parametersAreEscaped() {
        node.on("GET /v1/entries", "{\"type\":\"entry\",\"path\":\"/a&b=c/d\",\"size\":12,\"extra\":{\"x\":[1]}}");
        EntryTable table = new EntryTable();
        client.entries("latest", "/a&b=c", table, () -> {});
        assertEquals("/a&b=c/d", table.get(0).path());
        assertEquals(12, table.get(0).size());
        assertEquals(List.of("GET /v1/entries?snapshot=latest&path=%2Fa%26b%3Dc"), node.asked);
    }

    @Test
    void whatTheNodeSaysWentWrongIsPassedOn() {
        node.fails("GET /v1/why", 409, FakeNode.error("MEMBER_UNKNOWN", "zoe", "There is no member 'zoe'."));
        ControlException failure = assertThrows(ControlException.class, () -> client.why("zoe"));
        assertEquals(Kind.FAILED, failure.kind());
        assertEquals("MEMBER_UNKNOWN", failure.code());
        assertEquals("There is no member 'zoe'.", failure.getMessage());
    }

    @Test
    void anErrorMayComeAfterHalfOfTheAnswer() {
        node.on(
                "GET /v1/find",
                "{\"type\":\"entry\",\"path\":\"/a\"}",
                FakeNode.error("NOT_ENOUGH_SHARDS", "m", "Too few partners."));
        EntryTable table = new EntryTable();
        ControlException failure =
                assertThrows(ControlException.class, () -> client.find(Optional.of("66"), "*", table, () -> {}));
        assertEquals("NOT_ENOUGH_SHARDS", failure.code());
        assertEquals(1, table.size());
    }

    @Test
    void aCallThatAnOlderNodeDoesNotHaveIsKnownAsSuch() {
        assertEquals(Kind.UNKNOWN_CALL, failureOf(() -> client.pins()).kind());
    }

    @Test
    void aWrongTokenIsRefused() throws IOException {
        node.tellToken("another");
        assertEquals(Kind.REFUSED, failureOf(() -> client.status()).kind());
    }

    @Test
    void whatIsNoNodeIsSaidToBeNone() {
        node.on("GET /v1/status", "<html>hello</html>");
        ControlException failure = failureOf(() -> client.status());
        assertEquals(Kind.SILENT, failure.kind());
        node.on("GET /v1/status", "[1,2]");
        assertEquals(Kind.SILENT, failureOf(() -> client.status()).kind());
        node.fails("GET /v1/status", 500, "oops");
        assertEquals(Kind.SILENT, failureOf(() -> client.status()).kind());
    }

    @Test
    void nothingIsAnAnswer() {
        node.on("GET /v1/sources", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        assertEquals(List.of(), client.sources());
        node.on("GET /v1/sources", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.close();
        });
        assertEquals(List.of(), client.sources());
    }

    @Test
    void aStoppedNodeAndNoNodeAreTwoThings() throws IOException {
        node.close();
        assertEquals(Kind.STOPPED, failureOf(() -> client.status()).kind());
        ControlClient nowhere = new ControlClient(new NodeHome(home.resolve("nowhere")));
        assertEquals(Kind.NO_NODE, failureOf(nowhere::status).kind());
    }

    @Test
    void aPortOfADeadProcessIsNoNode() throws IOException {
        Process gone = new ProcessBuilder("true").start();
        gone.onExit().join();
        Files.writeString(home.resolve("run/control"), "1 " + gone.pid() + "\n");
        assertEquals(Kind.STOPPED, failureOf(() -> client.status()).kind());
    }

    @Test
    void halfAnAnswerOfANodeThatStopsIsNoAnswer() {
        node.on("GET /v1/members", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"type\":\"member\"}\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            Files.delete(home.resolve("run/control"));
            exchange.close();
        });
        assertEquals(Kind.STOPPED, failureOf(() -> client.members()).kind());
    }

    /** Of a node that talks, and of one that works in silence. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedCallClosesItsConnection(boolean talks) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
        node.on("POST /v1/backup", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            asked.countDown();
            if (talks) {
                hungUp.complete(talkUntilNobodyListens(exchange));
            }
        });
        CompletableFuture<ControlException> failed = new CompletableFuture<>();
        Thread call = Thread.startVirtualThread(() -> failed.complete(failureOf(() -> client.backup(each -> {}))));
        assertTrue(asked.await(20, TimeUnit.SECONDS));
        call.interrupt();
        assertEquals(Kind.CANCELLED, failed.get(20, TimeUnit.SECONDS).kind());
        assertTrue(!talks || hungUp.get(20, TimeUnit.SECONDS));
    }

    private static boolean talkUntilNobodyListens(HttpExchange exchange) {
        byte[] line = "{\"type\":\"progress\"}\n".getBytes(StandardCharsets.UTF_8);
        try {
            for (int i = 0; i < 10_000_000; i++) {
                exchange.getResponseBody().write(line);
                exchange.getResponseBody().flush();
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aDoorDoesNotShowItsToken() {
        assertFalse(new NodeHome(home).door().toString().contains("secret"));
    }

    private static ControlException failureOf(Runnable call) {
        return assertThrows(ControlException.class, call::run);
    }

    @Test
    void theBeginningOfAFileIsPutTogether() {
        node.on(
                "POST /v1/read",
                "{\"type\":\"entry\",\"path\":\"/a\",\"kind\":\"file\",\"size\":9}",
                "{\"type\":\"content\",\"position\":4,\"data\":\"AQI=\"}",
                "{\"type\":\"something_new\"}",
                "{\"type\":\"content\",\"position\":0,\"data\":\"Aw==\"}",
                "{\"type\":\"read\",\"bytes\":3,\"fetched_bytes\":77}");
        FileBeginning read = client.read("latest", "/a", 7);
        assertArrayEquals(new byte[] {3, 0, 0, 0, 1, 2, 0}, read.bytes(), "holes are zeros");
        assertEquals(9, read.size());
        assertEquals(77, read.fetchedBytes());
        assertEquals(List.of("POST /v1/read {\"snapshot\":\"latest\",\"path\":\"/a\",\"most_bytes\":7}"), node.asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"content\",\"position\":0,\"data\":\"AQI=\"}",
                "{\"type\":\"content\",\"position\":-1,\"data\":\"Aw==\"}",
                "{\"type\":\"content\",\"position\":9223372036854775807,\"data\":\"AwMD\"}",
                "{\"type\":\"content\",\"position\":0,\"data\":\"no base\"}"
            })
    void contentThatNoNodeWouldSendIsRefused(String content) {
        node.on("POST /v1/read", "{\"type\":\"entry\",\"size\":1}", content);
        ControlException wrong = assertThrows(ControlException.class, () -> client.read("latest", "/a", 1 << 20));
        assertEquals(Kind.SILENT, wrong.kind());
    }
}
