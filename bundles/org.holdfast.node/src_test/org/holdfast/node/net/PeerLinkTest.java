// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.holdfast.core.Peer;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.LinkMessage.Ping;
import org.holdfast.wire.LinkMessage.Pong;
import org.holdfast.wire.MessageCodec;
import org.junit.jupiter.api.Test;

/** What a link does with frames: numbers of streams, and types that it does not know. */
class PeerLinkTest {
    private static final Peer PEER = peer();

    private final List<Integer> opened = new CopyOnWriteArrayList<>();
    private final Wire wire = new Wire();
    private final PeerLink link = new PeerLink(wire, PEER, true, stream -> opened.add(opened.size()));

    private static Peer peer() {
        Signer device = signer(4);
        return Peer.of(DeviceCert.issue(signer(3), device, 1, 1, Instant.parse("2026-03-01T12:00:00Z")));
    }

    private static Signer signer(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Signatures.signer(Ed25519.privateKey(bytes));
    }

    /** Frames that arrive, and those that were sent. */
    private static final class Wire implements Link {
        private final BlockingQueue<byte[]> arriving = new LinkedBlockingQueue<>();
        private final BlockingQueue<Envelope> sent = new LinkedBlockingQueue<>();

        void arrives(String hex) {
            arriving.add(HexFormat.of().parseHex(hex.replace(" ", "")));
        }

        @Override
        public DeviceKey peer() {
            return PEER.device();
        }

        @Override
        public NodeAddress remote() {
            return new NodeAddress("192.0.2.1", 7610);
        }

        @Override
        public byte[] channelBinding() {
            return new byte[32];
        }

        @Override
        public void send(ByteBuffer... parts) {
            ByteBuffer frame = ByteBuffer.allocate(1024);
            for (ByteBuffer part : parts) {
                frame.put(part.duplicate());
            }
            sent.add(MessageCodec.decode(frame.flip()));
        }

        /** The frames in order, then the goodbye. */
        @Override
        public Optional<ByteBuffer> receive(Duration patience) {
            return Optional.ofNullable(arriving.poll()).map(ByteBuffer::wrap);
        }

        @Override
        public void close() {}
    }

    @Test
    void firstMessagesLeaveInTheOrderOfTheirNumbers() {
        PeerStream early = link.converse();
        PeerStream late = link.converse();
        late.send(new Ping(1));
        early.send(new Ping(2));
        late.send(new Ping(3));
        assertEquals(
                List.of(Envelope.of(1, new Ping(1)), Envelope.of(3, new Ping(2)), Envelope.of(1, new Ping(3))),
                List.copyOf(wire.sent));
    }

    @Test
    void aRemarkOfAnUnknownTypeIsPassedOver() {
        wire.arrives("7fff 0000 00000002 abcdef");
        wire.arrives("7fff 0000 00000000");
        wire.arrives("0003 0001 00000000 0000000000000005");
        link.run();
        assertEquals(List.of(Envelope.of(0, new Pong(5))), List.copyOf(wire.sent));
        assertTrue(opened.isEmpty(), "it opens no conversation");
    }

    @Test
    void whatMustBeUnderstoodAndIsNotEndsItsConversationOnly() throws InterruptedException {
        PeerStream own = link.converse();
        own.send(new Ping(1));
        wire.arrives("7fff 0001 00000001 abcdef");
        wire.arrives("0003 0001 00000000 0000000000000005");
        link.run();
        assertEquals(Envelope.of(1, new Ping(1)), wire.sent.take());
        Envelope answer = wire.sent.take();
        assertEquals(1, answer.stream());
        assertEquals(
                ErrorCode.NEWER_VERSION,
                assertInstanceOf(Failure.class, answer.message()).code());
        assertEquals(Envelope.of(0, new Pong(5)), wire.sent.take(), "the link goes on");
        assertEquals(answer.message(), own.receive(Duration.ZERO).orElseThrow(), "this side hears it, too");
    }

    @Test
    void onTheLinksOwnStreamItEndsTheLink() {
        wire.arrives("7fff 0001 00000000");
        wire.arrives("0003 0001 00000000 0000000000000005");
        link.run();
        assertEquals(1, wire.sent.size(), "nothing is answered after the ERROR");
        assertFalse(link.isOpen());
    }
}
