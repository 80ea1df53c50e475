// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.holdfast.console.client.ControlException.Kind;
import org.holdfast.console.client.FakeRemote.Own;
import org.holdfast.console.client.view.Restored;
import org.holdfast.model.AccessRole;
import org.holdfast.trust.pass.RemoteDoor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node elsewhere: with a pass, of the right node only, and clear about what broke. */
@Timeout(120)
class RemoteClientTest {
    /** Asks soon, and waits for the answer as long as a busy machine may take for it. */
    private static final Patience CAREFUL = new Patience(Duration.ofMillis(60), Duration.ofSeconds(60));

    private static final Patience SHORT = new Patience(Duration.ofMillis(60), Duration.ofMillis(700));
    private static final String PROGRESS = "{\"type\":\"progress\",\"phase\":\"restoring\",\"files\":3}\n";

    @TempDir
    Path folder;

    private Own own;
    private Own ada;
    private Path pass;
    private FakeRemote node;

    @BeforeEach
    void start() throws GeneralSecurityException, IOException {
        own = Own.make("holdfast");
        ada = Own.make("ada");
        pass = folder.resolve("ada.pass");
        FakeRemote.write(pass, ada, own);
        node = new FakeRemote(own);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private ControlClient client() {
        return new ControlClient(node.place(pass));
    }

    private static ControlException fails(Runnable call) {
        return assertThrows(ControlException.class, call::run);
    }

    @Test
    void theNodeSeesTheCertificateOfThePassAndSaysWhatItMay() {
        node.on("GET /v1/remotes", remote("00", "custodian"), remote(fingerprint(), "viewer"));
        assertTrue(client().status().safe());
        assertEquals(ada.certificate(), node.callers.getFirst());
        Access access = client().access();
        assertEquals(Optional.of(AccessRole.VIEWER), access.role());
        assertEquals(Optional.of(Instant.parse("2027-01-01T00:00:00Z")), access.until());
        assertTrue(access.may(AccessRole.VIEWER));
        assertFalse(access.may(AccessRole.OPERATOR));
    }

    private String fingerprint() {
        return FakeRemote.pass(ada, own).fingerprint();
    }

    private static String remote(String fingerprint, String role) {
        return "{\"type\":\"remote\",\"name\":\"ada\",\"role\":\"" + role + "\",\"fingerprint\":\"" + fingerprint
                + "\",\"not_after\":\"2027-01-01T00:00:00Z\"}";
    }

    @Test
    void aRoleThatIsNotKnownForbidsNothingBeforehand() {
        assertTrue(client().access().may(AccessRole.CUSTODIAN), "the node lists no such pass");
        node.on("GET /v1/remotes", remote(fingerprint(), "archivist"));
        assertTrue(client().access().may(AccessRole.CUSTODIAN), "a newer node has other roles");
    }

    @Test
    void anotherNodeIsToldNothing() throws GeneralSecurityException, IOException {
        FakeRemote.write(pass, ada, Own.make("holdfast"));
        ControlException other = fails(() -> client().status());
        assertEquals(Kind.IMPOSTOR, other.kind());
        assertTrue(String.valueOf(other.getMessage()).contains("Nothing was sent"), other.getMessage());
        assertEquals(0, node.asked.size());
    }

    @Test
    void whatTheNodeSaysOfThePassIsHandedOn() {
        String expired = "Refused: the certificate of 'ada' has expired at 2026-01-01T00:00:00Z.";
        node.on(
                "GET /v1/status",
                exchange -> FakeNode.send(exchange, 403, FakeNode.error("ACCESS_REFUSED", "control API", expired)));
        ControlException refused = fails(() -> client().status());
        assertEquals(Kind.REFUSED, refused.kind());
        assertEquals(expired, refused.getMessage());
        node.on(
                "POST /v1/restore",
                exchange -> FakeNode.send(
                        exchange, 403, FakeNode.error("ROLE_NEEDED", "POST /v1/restore", "takes operator")));
        assertEquals(Kind.ROLE_NEEDED, fails(this::restore).kind());
        node.on(
                "POST /v1/restore",
                exchange -> FakeNode.send(
                        exchange, 200, PROGRESS, FakeNode.error("ACCESS_REFUSED", "control API", "it was revoked")));
        assertEquals(Kind.REFUSED, fails(this::restore).kind(), "in the middle of the answer");
    }

    @Test
    void aFileThatIsNoPassIsSaidAndReadAgainForEachCall() throws IOException {
        Files.writeString(pass, "no pass");
        ControlException none = fails(() -> client().status());
        assertEquals(Kind.NO_PASS, none.kind());
        assertTrue(String.valueOf(none.getMessage()).startsWith(pass.toString()), none.getMessage());
        Files.delete(pass);
        assertEquals(Kind.NO_PASS, fails(() -> client().status()).kind());
        FakeRemote.write(pass, ada, own);
        assertTrue(client().status().safe());
    }

    @Test
    void nobodyThereIsSaid() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ControlClient nobody = new ControlClient(NodeElsewhere.of("127.0.0.1:" + port, pass));
        ControlException silent = fails(nobody::status);
        assertEquals(Kind.SILENT, silent.kind());
        assertTrue(String.valueOf(silent.getMessage()).contains("'remote.address' has to be set"), silent.getMessage());
    }

    /** A node that was there and is slow is not one that was never started. */
    @Test
    void aNodeThatSaysNothingIsNotNobody() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        node.on("GET /v1/status", exchange -> begin(exchange, end));
        RemoteDoor door = new RemoteDoor(node.place(pass).address(), FakeRemote.pass(ada, own));
        HttpURLConnection call = door.open("/v1/status");
        call.setReadTimeout(1000);
        SocketTimeoutException silent = assertThrows(
                SocketTimeoutException.class, () -> call.getInputStream().readAllBytes());
        end.countDown();
        String said = String.valueOf(door.broken(silent).getMessage());
        assertTrue(said.contains("the connection broke"), said);
        String never = String.valueOf(
                door.broken(new SocketTimeoutException("Connect timed out")).getMessage());
        assertTrue(never.contains("nobody answers there"), never);
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        List<String> none = List.of(
                "", "host", "host:0", "a b:1", "me@host:1", "host/x:1", "host:1/x", "100%:7611", "a:b:1", "[a:b]:1");
        for (String address : none) {
            assertThrows(IllegalArgumentException.class, () -> NodeElsewhere.of(address, pass), address);
        }
        assertEquals("[::1]:7611", NodeElsewhere.of(" [::1]:7611 ", pass).shown());
        assertEquals("my_host:7611", NodeElsewhere.of("my_host:7611", pass).shown());
        assertEquals(
                "[fe80::1%eth0]:7611",
                NodeElsewhere.of("[fe80::1%eth0]:7611", pass).shown());
    }

    @Test
    void whatNobodyForesawIsAFailureOfTheCall() {
        node.on(
                "POST /v1/restore",
                exchange -> FakeNode.send(exchange, 200, PROGRESS + "{\"type\":\"restored\",\"files\":7}"));
        UnsupportedOperationException defect = new UnsupportedOperationException("a defect");
        ControlException failed = fails(() -> client().restore("latest", "/a", "/to", false, progress -> {
            throw defect;
        }));
        assertEquals(Kind.FAILED, failed.kind());
        assertEquals(defect, failed.getCause());
    }

    private Restored restore() {
        return restore(Patience.USUAL);
    }

    private Restored restore(Patience patience) {
        return new ControlClient(node.place(pass), patience).restore("latest", "/a", "/to", false, progress -> {});
    }

    /** On a virtual thread, as the console does. */
    private CompletableFuture<Restored> restoring(Patience patience, Thread[] caller) {
        CompletableFuture<Restored> restored = new CompletableFuture<>();
        caller[0] = Thread.ofVirtual().start(() -> {
            try {
                restored.complete(restore(patience));
            } catch (ControlException e) {
                restored.completeExceptionally(e);
            }
        });
        return restored;
    }

    private static ControlException failure(CompletableFuture<?> call) throws Exception {
        return (ControlException)
                assertThrows(java.util.concurrent.ExecutionException.class, () -> call.get(60, TimeUnit.SECONDS))
                        .getCause();
    }

    /** Begins an answer, and says no more until it is let. */
    private static void begin(HttpExchange exchange, CountDownLatch goOn) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(PROGRESS.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aNetworkThatIsGoneInTheMiddleOfARestoreIsNoticed() throws Exception {
        node.on("POST /v1/restore", exchange -> begin(exchange, new CountDownLatch(1)));
        node.on("GET /v1/status", exchange -> begin(exchange, new CountDownLatch(1)));
        ControlException gone = failure(restoring(SHORT, new Thread[1]));
        assertEquals(Kind.SILENT, gone.kind());
        assertTrue(String.valueOf(gone.getMessage()).contains("says nothing any more"), gone.getMessage());
    }

    @Test
    void aNodeThatIsSilentButThereIsWaitedFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        node.on("GET /v1/status", exchange -> {
            asked.countDown();
            FakeNode.send(exchange, 200, "{\"type\":\"status\"}");
        });
        node.on("POST /v1/restore", exchange -> {
            begin(exchange, asked);
            exchange.getResponseBody().write("{\"type\":\"restored\",\"files\":7}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        assertEquals(
                7, restoring(CAREFUL, new Thread[1]).get(60, TimeUnit.SECONDS).files());
    }

    @Test
    void aCallIsCancelledByInterruptingItsThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        node.on("POST /v1/restore", exchange -> {
            begun.countDown();
            begin(exchange, new CountDownLatch(1));
        });
        Thread[] caller = new Thread[1];
        CompletableFuture<Restored> call = restoring(Patience.USUAL, caller);
        assertTrue(begun.await(30, TimeUnit.SECONDS));
        caller[0].interrupt();
        assertEquals(Kind.CANCELLED, failure(call).kind());
    }

    @Test
    void aConnectionThatBreaksSaysWhatGoesOn() throws Exception {
        node.on("POST /v1/restore", exchange -> {
            begin(exchange, new CountDownLatch(0));
            node.close();
        });
        ControlException broken = failure(restoring(Patience.USUAL, new Thread[1]));
        assertEquals(Kind.SILENT, broken.kind());
        assertTrue(String.valueOf(broken.getMessage()).contains("a restore goes on where it was"), broken.getMessage());
    }
}
