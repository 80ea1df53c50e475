// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.LinkMessage;
import org.holdfast.wire.Message;

/**
 * One stream of a link: messages to and from one peer about one matter. Belongs to one virtual thread; the link's
 * reader only puts messages in.
 */
public final class PeerStream implements Channel, AutoCloseable {
    private static final int WAITING_MESSAGES = 32;
    private static final Duration TOO_SLOW = Duration.ofSeconds(60);
    private static final int NO_NUMBER_YET = Envelope.LINK_STREAM;
    private static final Message ENDED = new LinkMessage.Bye();

    private final PeerLink link;
    private int stream;
    private final BlockingQueue<Message> arrived = new ArrayBlockingQueue<>(WAITING_MESSAGES);

    /** One that the peer began. */
    PeerStream(PeerLink link, int stream) {
        this.link = link;
        this.stream = stream;
    }

    /** One that this node begins, with its first message. */
    PeerStream(PeerLink link) {
        this(link, NO_NUMBER_YET);
    }

    @Override
    public void send(Message message) {
        if (stream == NO_NUMBER_YET) {
            stream = link.begin(this, message);
        } else {
            link.send(Envelope.of(stream, message));
        }
    }

    @Override
    public Optional<Message> receive(Duration patience) throws InterruptedException {
        Message message = arrived.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        if (message == ENDED) {
            arrived.clear();
            arrived.add(ENDED);
            throw link.lost();
        }
        return Optional.ofNullable(message);
    }

    /** Called by the link's reader; waits while this conversation is behind, so a slow disk slows the sender. */
    void deliver(Message message) throws InterruptedException {
        if (!arrived.offer(message, TOO_SLOW.toSeconds(), TimeUnit.SECONDS)) {
            throw new HoldfastException(
                    ErrorCode.TIMED_OUT,
                    link.peer().id().brief(),
                    "a conversation did not keep up with its partner",
                    true,
                    null);
        }
    }

    /** Called when the link is gone: wakes whoever waits. */
    void end() {
        while (!arrived.offer(ENDED)) {
            arrived.poll();
        }
    }

    public PeerLink link() {
        return link;
    }

    @Override
    public void close() {
        link.forget(stream);
    }
}
