// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;
import org.holdfast.testkit.transport.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets no link, on either side, and that it harms nobody else. */
@Timeout(60)
class HandshakeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Time for a handshake on a busy machine, too. */
    private static final TlsLimits LIMITS =
            new TlsLimits(Duration.ofSeconds(5), 3, Duration.ofSeconds(5), Duration.ofSeconds(1));

    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    private final LocalKey serverKey = TestKeys.deviceKey();
    private final TlsEndpoint dialler = new TlsEndpoint(TestKeys.deviceKey(), LIMITS, new Deadlines());
    private Transport.Listener listener;

    @BeforeEach
    void listen() {
        listener = new TlsEndpoint(serverKey, LIMITS, new Deadlines())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), accepted::add);
    }

    @AfterEach
    void close() {
        listener.close();
        accepted.forEach(Link::close);
        tasks.shutdownNow();
    }

    @Test
    void whoSendsNoTlsIsCutOff() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        byte[] garbage = new byte[2_000];
        random.nextBytes(garbage);
        byte[][] openings = {garbage, "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(), {22, 3, 1, 127, 127, 1, 2}};
        for (byte[] opening : openings) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                socket.getOutputStream().write(opening);
                assertCutOff(socket);
            }
        }
        assertOnlyNodesAreAccepted();
    }

    @Test
    void whoDripsBytesIsCutOffAtTheDeadline() throws Exception {
        byte[] hello = clientHello();
        CountDownLatch cutOff = new CountDownLatch(1);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            Future<?> dripping = tasks.submit(() -> {
                OutputStream out = socket.getOutputStream();
                for (byte each : hello) {
                    out.write(each);
                    cutOff.await(60, TimeUnit.MILLISECONDS); // 12 s in all
                }
                return null;
            });
            assertCutOff(socket);
            cutOff.countDown();
            assertFalse(dripping.isDone() && dripping.state() == Future.State.SUCCESS, "it was cut off too late");
        }
        assertOnlyNodesAreAccepted();
    }

    /** What the JDK would send first. */
    private static byte[] clientHello() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SSLSocket client = Raw.node().dial(server.getLocalPort());
                Socket connection = server.accept()) {
            Thread.ofVirtual().start(() -> assertThrows(IOException.class, client::startHandshake));
            byte[] hello = connection.getInputStream().readNBytes(200);
            assertEquals(200, hello.length);
            return hello;
        }
    }

    @Test
    void moreStrangersThanAllowedAreClosedAtOnceAndTheOthersAfterTheirTime() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < LIMITS.strangers(); i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), listener.port()));
        }
        try (Socket oneMore = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            assertEquals(-1, oneMore.getInputStream().read());
            for (Socket each : silent) {
                assertCutOff(each);
                each.close();
            }
        }
        assertOnlyNodesAreAccepted();
    }

    @Test
    void whoHasNoCertificateOrAnotherKindIsRefused() throws Exception {
        KeyPair key = OtherCertificates.ed25519();
        KeyPair issuer = OtherCertificates.ed25519();
        X509Certificate own = OtherCertificates.certificate(key, "CN=holdfast", key, "CN=holdfast");
        X509Certificate foreign = OtherCertificates.certificate(key, "CN=holdfast", issuer, "CN=issuer");
        assertRefusedAsClient(new Raw());
        assertRefusedAsClient(new Raw(OtherCertificates.rsa()));
        assertRefusedAsClient(new Raw(new OtherCertificates(key.getPrivate(), foreign)));
        assertRefusedAsClient(new Raw(new OtherCertificates(key.getPrivate(), own, own)));
        assertRefusedAsClient(new Raw(new OtherCertificates(issuer.getPrivate(), own))); // certificate of another
        assertOnlyNodesAreAccepted();
    }

    @Test
    void olderTlsIsRefused() throws Exception {
        try (SSLSocket client = Raw.node().dial(listener.port())) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThrows(IOException.class, client::startHandshake);
        }
        assertOnlyNodesAreAccepted();
    }

    @Test
    void aServerThatSpeaksNoTlsMisbehaves() throws Exception {
        assertEquals(ErrorCode.PEER_MISBEHAVED, dialling(connection -> {
            connection.getOutputStream().write("220 mail.example ready\r\n".getBytes());
            connection.getInputStream().readAllBytes();
        }));
    }

    @Test
    void aServerThatClosesHalfWayIsLost() throws Exception {
        assertEquals(
                ErrorCode.PEER_LOST,
                dialling(connection -> connection.getInputStream().readNBytes(50)));
        assertEquals(ErrorCode.PEER_LOST, dialling(connection -> {
            connection.getInputStream().readNBytes(50);
            connection.getOutputStream().write(new byte[] {22, 3, 3, 0, 90, 2});
        }));
    }

    @Test
    void aServerOfAnotherKindMisbehaves() throws Exception {
        Raw tls12 = Raw.node();
        try (SSLServerSocket server = tls12.listen()) {
            server.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertEquals(ErrorCode.PEER_MISBEHAVED, dialling(server, HandshakeTest::shake));
        }
        try (SSLServerSocket server = new Raw(OtherCertificates.rsa()).listen()) {
            assertEquals(ErrorCode.PEER_MISBEHAVED, dialling(server, HandshakeTest::shake));
        }
        try (SSLServerSocket server = Raw.node().listen()) {
            assertEquals(ErrorCode.PEER_MISBEHAVED, dialling(server, connection -> {
                connection.getOutputStream().write("hello".getBytes());
                connection.getInputStream().readAllBytes();
            }));
        }
        try (SSLServerSocket server = Raw.node().listen()) {
            assertEquals(ErrorCode.PEER_LOST, dialling(server, HandshakeTest::shake), "no welcome");
        }
    }

    @Test
    void anImpostorGetsNoApplicationByte() throws Exception {
        DeviceKey expected = serverKey.publicKey();
        try (SSLServerSocket server = Raw.node().listen()) {
            Future<Integer> got = tasks.submit(() -> {
                try (Socket connection = server.accept()) {
                    return connection.getInputStream().read();
                }
            });
            HoldfastException thrown = assertThrows(
                    HoldfastException.class, () -> dialler.dial(address(server), Optional.of(expected), PATIENCE));
            assertEquals(ErrorCode.PEER_IMPOSTOR, thrown.code(), thrown.getMessage());
            assertTrue(thrown.getMessage().contains(expected.toString().substring(0, 16)), thrown.getMessage());
            assertThrows(Exception.class, () -> assertEquals(-1, got.get(20, TimeUnit.SECONDS), "a byte"));
        }
    }

    /** The first part shows that the probe works: two JDK ends that keep sessions do resume. */
    @Test
    void noSessionIsEverResumed() throws Exception {
        Raw client = Raw.node();
        Raw keepsSessions = Raw.node();
        try (SSLServerSocket server = keepsSessions.listen()) {
            for (int i = 0; i < 2; i++) {
                Future<?> serving = tasks.submit(() -> serveTicket(server));
                try (SSLSocket socket = client.dial(server.getLocalPort())) {
                    socket.getInputStream().read();
                }
                serving.get(20, TimeUnit.SECONDS);
            }
            assertEquals(1, keepsSessions.checks.get(), "the probe is broken: the JDK no longer resumes");
            for (int i = 0; i < 2; i++) {
                Future<?> serving = tasks.submit(() -> serveTicket(server));
                assertThrows(HoldfastException.class, () -> dialler.dial(address(server), Optional.empty(), PATIENCE));
                serving.get(20, TimeUnit.SECONDS);
            }
            assertEquals(3, keepsSessions.checks.get(), "our dialling resumed a session");
        }
        int before = client.checks.get();
        for (int i = 0; i < 2; i++) {
            try (SSLSocket socket = client.dial(listener.port())) {
                assertEquals(4, socket.getInputStream().readNBytes(4).length);
                takeLink().close();
                socket.getInputStream().readAllBytes();
            }
        }
        assertEquals(before + 2, client.checks.get(), "our accepting resumed a session");
    }

    private Link takeLink() throws InterruptedException {
        return Objects.requireNonNull(accepted.poll(20, TimeUnit.SECONDS), "no link was accepted");
    }

    private static Object serveTicket(SSLServerSocket server) throws IOException {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(1);
        }
        return "served";
    }

    @FunctionalInterface
    private interface Answer {
        void to(Socket connection) throws IOException;
    }

    private static void shake(Socket connection) throws IOException {
        ((SSLSocket) connection).startHandshake();
    }

    private ErrorCode dialling(Answer answer) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            return dialling(server, answer);
        }
    }

    /** How dialling a server that answers so ends. */
    private ErrorCode dialling(ServerSocket server, Answer answer) {
        tasks.submit(() -> {
            try (Socket connection = server.accept()) {
                answer.to(connection);
            }
            return null;
        });
        return assertThrows(HoldfastException.class, () -> dialler.dial(address(server), Optional.empty(), PATIENCE))
                .code();
    }

    private static NodeAddress address(ServerSocket server) {
        return new NodeAddress("127.0.0.1", server.getLocalPort());
    }

    private void assertRefusedAsClient(Raw client) throws IOException {
        try (SSLSocket socket = client.dial(listener.port())) {
            assertThrows(IOException.class, () -> {
                socket.startHandshake();
                new DataOutputStream(socket.getOutputStream()).writeInt(0);
                assertEquals(4, socket.getInputStream().readNBytes(4).length, "no exception, no welcome");
            });
        }
    }

    private static void assertCutOff(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        try {
            socket.getInputStream().readAllBytes();
        } catch (SocketTimeoutException e) {
            throw new AssertionError("it was not cut off", e);
        } catch (IOException e) {
            assertTrue(e.getMessage().contains("reset"), e.getMessage());
        }
    }

    /** Nobody was accepted so far, and a node still is. */
    private void assertOnlyNodesAreAccepted() throws Exception {
        assertTrue(accepted.isEmpty());
        try (Link link = dialWhenThereIsAPlace()) {
            assertEquals(serverKey.publicKey(), link.peer());
            takeLink().close();
        }
    }

    /** A stranger's place is free a moment after it was cut off. */
    private Link dialWhenThereIsAPlace() throws InterruptedException {
        NodeAddress address = new NodeAddress("127.0.0.1", listener.port());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return dialler.dial(address, Optional.of(serverKey.publicKey()), PATIENCE);
            } catch (HoldfastException e) {
                if (e.code() != ErrorCode.PEER_LOST || System.nanoTime() - end > 0) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }
}
