// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.transport.Link;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;

/** Stream 0 of a link that nobody reads yet: where the handshake and joining take place. */
final class FirstStream implements Channel {
    private final Link link;

    FirstStream(Link link) {
        this.link = link;
    }

    @Override
    public void send(Message message) {
        link.send(MessageCodec.encode(Envelope.of(Envelope.LINK_STREAM, message)));
    }

    @Override
    public Optional<Message> receive(Duration patience) {
        try {
            ByteBuffer frame = link.receive(patience).orElseThrow(this::ended);
            Envelope envelope = MessageCodec.decode(frame);
            if (envelope.stream() != Envelope.LINK_STREAM) {
                throw new HoldfastException(
                        ErrorCode.PEER_MISBEHAVED,
                        link.remote().toString(),
                        "A conversation began before the handshake ended.");
            }
            return Optional.of(envelope.message());
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.TIMED_OUT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private HoldfastException ended() {
        return new HoldfastException(
                ErrorCode.PEER_LOST, link.remote().toString(), link.remote() + " closed the link.", true, null);
    }
}
