// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.holdfast.core.Peer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.transport.Link;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.LinkMessage;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An admitted link with many conversations on it. One reader thread hands each frame to its conversation; a frame that
 * opens a new stream starts a handler. A link that stays silent is asked with PING and given up when nothing comes.
 */
public final class PeerLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final int MOST_INCOMING = 64;

    private final Link link;
    private final Peer peer;
    private final boolean dialled;
    private final Consumer<PeerStream> handler;
    private final ReentrantLock opening = new ReentrantLock();
    private int nextStream; // guarded by opening
    private final Map<Integer, PeerStream> conversations = new ConcurrentHashMap<>();
    private final AtomicInteger incoming = new AtomicInteger();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private int newestIncoming; // the reader's

    /** @param handler talks on streams that the peer opens, each on a virtual thread of its own */
    PeerLink(Link link, Peer peer, boolean dialled, Consumer<PeerStream> handler) {
        this.link = link;
        this.peer = peer;
        this.dialled = dialled;
        this.handler = handler;
        this.nextStream = dialled ? 1 : 2;
    }

    public Peer peer() {
        return peer;
    }

    /** Whether the peer made it. */
    boolean isIncoming() {
        return !dialled;
    }

    public boolean isOpen() {
        return open.get();
    }

    /** Starts a conversation. It has no number before its first message. */
    public PeerStream converse() {
        return new PeerStream(this);
    }

    /**
     * Says the first message of a conversation that this node begins. First messages leave in the order of their
     * numbers: the peer takes a lower number than the highest it has seen for a conversation that is over.
     *
     * @return the number
     */
    int begin(PeerStream conversation, Message first) {
        opening.lock();
        try {
            int stream = nextStream;
            nextStream = Math.addExact(stream, 2);
            conversations.put(stream, conversation);
            if (!open.get()) {
                conversation.end();
            }
            send(Envelope.of(stream, first));
            return stream;
        } catch (ArithmeticException e) {
            close(); // no number is left: the next conversation makes a new link
            throw lost();
        } finally {
            opening.unlock();
        }
    }

    /** Reads until the link ends; the caller's thread is the reader. */
    void run() {
        try {
            boolean asked = false;
            while (open.get()) {
                Optional<ByteBuffer> frame = next();
                if (frame.isPresent()) {
                    asked = false;
                    if (!frame.get().hasRemaining()) {
                        return;
                    }
                    dispatch(MessageCodec.decode(copy(frame.get())));
                } else if (asked) {
                    return;
                } else {
                    asked = true;
                    send(Envelope.of(Envelope.LINK_STREAM, new LinkMessage.Ping(1)));
                }
            }
        } catch (HoldfastException e) {
            LOG.debug("Link to {} ends: {}", peer.id().brief(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    /** A frame; an empty buffer at the end of the link; nothing when it was silent. */
    private Optional<ByteBuffer> next() {
        try {
            return Optional.of(link.receive(SILENCE).orElse(ByteBuffer.allocate(0)));
        } catch (HoldfastException e) {
            if (e.code() == ErrorCode.TIMED_OUT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The transport reuses its buffer, and a conversation may read later. */
    private static ByteBuffer copy(ByteBuffer frame) {
        return ByteBuffer.allocate(frame.remaining()).put(frame).flip();
    }

    private void dispatch(Envelope envelope) throws InterruptedException {
        int stream = envelope.stream();
        if (envelope.message() instanceof Message.Unknown unknown) {
            onUnknown(envelope, unknown);
            return;
        }
        if (stream == Envelope.LINK_STREAM) {
            onLink(envelope);
            return;
        }
        PeerStream conversation = conversations.get(stream);
        if (conversation == null && isNew(stream)) {
            conversation = accept(stream);
        }
        if (conversation != null) {
            conversation.deliver(envelope.message());
        }
    }

    /** What must be understood and is not ends its conversation, on both sides; a mere remark is passed over. */
    private void onUnknown(Envelope envelope, Message.Unknown unknown) throws InterruptedException {
        if (!envelope.critical()) {
            LOG.trace("A remark of the unknown type {} on stream {}", unknown.type(), envelope.stream());
            return;
        }
        var refusal = new LinkMessage.Failure(
                ErrorCode.NEWER_VERSION, "messages of type " + unknown.type() + " are not known here");
        send(Envelope.of(envelope.stream(), refusal));
        PeerStream conversation = conversations.get(envelope.stream());
        if (conversation != null) {
            conversation.deliver(refusal);
        }
        if (envelope.stream() == Envelope.LINK_STREAM) {
            close();
        }
    }

    private void onLink(Envelope envelope) {
        switch (envelope.message()) {
            case LinkMessage.Ping ping -> send(Envelope.of(Envelope.LINK_STREAM, new LinkMessage.Pong(ping.number())));
            case LinkMessage.Bye bye -> close();
            case LinkMessage.Failure failure -> close();
            default -> LOG.trace("{} on the link's own stream", envelope.message());
        }
    }

    /** A stream of the peer's numbering that it has not used before; frames of ended conversations are dropped. */
    private boolean isNew(int stream) {
        boolean peers = (stream & 1) == (dialled ? 0 : 1);
        return peers && stream > newestIncoming;
    }

    private @Nullable PeerStream accept(int stream) {
        newestIncoming = stream;
        if (incoming.incrementAndGet() > MOST_INCOMING) {
            incoming.decrementAndGet();
            send(Envelope.of(stream, new LinkMessage.Failure(ErrorCode.BUSY, "too many conversations on one link")));
            return null;
        }
        PeerStream conversation = new PeerStream(this, stream);
        conversations.put(stream, conversation);
        Thread.ofVirtual().name("talk-" + peer.id().brief() + "-" + stream).start(() -> {
            try (conversation) {
                handler.accept(conversation);
            } finally {
                incoming.decrementAndGet();
            }
        });
        return conversation;
    }

    void send(Envelope envelope) {
        link.send(MessageCodec.encode(envelope));
    }

    void forget(int stream) {
        conversations.remove(stream);
    }

    HoldfastException lost() {
        return new HoldfastException(
                ErrorCode.PEER_LOST,
                peer.id().brief(),
                "The link to " + peer.id().brief() + " broke.",
                true,
                null);
    }

    @Override
    public void close() {
        if (open.getAndSet(false)) {
            link.close();
        }
        conversations.values().forEach(PeerStream::end);
    }
}
