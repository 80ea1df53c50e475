// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.Transport;
import org.holdfast.testkit.transport.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A peer that has proved its key and then does not keep to the framing, or to no time at all. */
@Timeout(60)
class TlsLinkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final TlsLimits LIMITS =
            new TlsLimits(Duration.ofSeconds(20), 8, Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final BlockingQueue<Link> accepted = new LinkedBlockingQueue<>();
    private Transport.Listener listener;
    private Socket plain;
    private SSLSocket peer;
    private DataOutputStream toLink;
    private Link link;

    @BeforeEach
    void connect() throws Exception {
        listener = new TlsEndpoint(TestKeys.deviceKey(), LIMITS, new Deadlines())
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), accepted::add);
        plain = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        peer = Raw.node().over(plain);
        assertEquals("HFL1", new String(peer.getInputStream().readNBytes(4)));
        toLink = new DataOutputStream(peer.getOutputStream());
        link = Objects.requireNonNull(accepted.poll(20, TimeUnit.SECONDS), "no link was accepted");
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        peer.close();
        listener.close();
    }

    @Test
    void aLengthAboveTheLimitEndsTheLink() throws IOException {
        toLink.writeInt(Link.MAX_FRAME + 1);
        assertEquals(ErrorCode.PEER_MISBEHAVED, receiving().code());
        assertEquals(-1, peer.getInputStream().read());
        assertEquals(ErrorCode.PEER_LOST, receiving().code());
        assertEquals(ErrorCode.PEER_LOST, sending().code());
    }

    @Test
    void theEndOfTheStreamInAFrameIsALoss() throws IOException {
        toLink.writeInt(100);
        toLink.write(new byte[50]);
        peer.shutdownOutput();
        assertEquals(ErrorCode.PEER_LOST, receiving().code());
    }

    @Test
    void theEndOfTheStreamWithoutAGoodbyeIsALoss() throws IOException {
        toLink.writeInt(1);
        toLink.write(7);
        peer.shutdownOutput();
        assertEquals(7, link.receive(PATIENCE).orElseThrow().get());
        assertEquals(ErrorCode.PEER_LOST, receiving().code());
    }

    @Test
    void aGoodbyeIsAnOrderlyEnd() throws IOException {
        toLink.writeInt(0);
        assertTrue(link.receive(PATIENCE).isEmpty());
    }

    @Test
    void theOtherSideGetsAGoodbye() throws IOException {
        link.close();
        assertEquals(
                ByteBuffer.allocate(4), ByteBuffer.wrap(peer.getInputStream().readAllBytes()));
    }

    @Test
    void aFrameThatIsNotFinishedInItsTimeEndsTheLink() throws IOException {
        toLink.writeInt(100);
        toLink.write(new byte[50]);
        HoldfastException thrown = receiving();
        assertEquals(ErrorCode.PEER_LOST, thrown.code());
        assertTrue(thrown.getMessage().contains("did not move"), thrown.getMessage());
    }

    @Test
    void aPeerThatDoesNotReadEndsTheLink() {
        HoldfastException thrown = assertThrows(HoldfastException.class, () -> {
            ByteBuffer frame = ByteBuffer.allocate(Link.MAX_FRAME);
            while (true) {
                link.send(frame);
            }
        });
        assertEquals(ErrorCode.PEER_LOST, thrown.code());
        assertTrue(thrown.getMessage().contains("did not move"), thrown.getMessage());
    }

    @Test
    void aRecordThatWasNotSealedByThePeerIsALoss() throws IOException {
        toLink.writeInt(1);
        plain.getOutputStream().write(new byte[] {
            23, 3, 3, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
        });
        HoldfastException thrown = receiving();
        assertEquals(ErrorCode.PEER_LOST, thrown.code());
        assertInstanceOf(SSLException.class, thrown.getCause());
    }

    private HoldfastException receiving() {
        return assertThrows(HoldfastException.class, () -> link.receive(PATIENCE));
    }

    private HoldfastException sending() {
        return assertThrows(HoldfastException.class, () -> link.send(ByteBuffer.allocate(1)));
    }
}
