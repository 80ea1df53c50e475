// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.holdfast.core.Conversation;
import org.holdfast.core.Machine;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.net.Pipe;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Hello;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection with its conversations: encodes, decodes and hands every message to the conversation of its
 * stream. What a node's link session does with threads.
 */
final class Link implements Pipe.Listener {
    private final Life life;
    private final Pipe pipe;
    private final Consumer<Handshake.Outcome> greeted;
    private final Map<Integer, Talk<?>> talks = new TreeMap<>();
    private int ownStream;
    private int peerStream;
    private @Nullable Peer peer;

    /** A conversation with its alarm clock and whoever waits for its outcome. */
    private static final class Talk<R> {
        private final Function<Event, Optional<R>> hear;
        private final Consumer<R> done;
        private int alarm;

        Talk(Function<Event, Optional<R>> hear, Consumer<R> done) {
            this.hear = hear;
            this.done = done;
        }
    }

    /** What a conversation can hear of; a message, or null for {@link #ELAPSED} and {@link #BROKEN}. */
    private record Event(@Nullable Message message) {}

    private static final Event ELAPSED = new Event(null);
    private static final Event BROKEN = new Event(null);

    Link(Life life, Pipe pipe, Optional<OwnerId> expected, Consumer<Handshake.Outcome> greeted) {
        this.life = life;
        this.pipe = pipe;
        this.greeted = greeted;
        this.ownStream = pipe.isDialler() ? 1 : 2;
        pipe.listen(this);
        begin(Envelope.LINK_STREAM, new Handshake(setup(expected)), this::adopt, this::greeted);
    }

    private HandshakeSetup setup(Optional<OwnerId> expected) {
        Identity identity = life.identity();
        Bytes channel = Bytes.of(
                Mac.sha256(ByteBuffer.allocate(8).putLong(pipe.id()).array()).bytes());
        return new HandshakeSetup(
                new Hello.Binding(
                        pipe.isDialler() ? Hello.Role.DIALLER : Hello.Role.ACCEPTOR,
                        channel,
                        identity.self().device().key(),
                        life.computer.directory.deviceOf(pipe.peer())),
                identity.self().certificate(),
                identity.self().device(),
                7411,
                life.roster(),
                Optional.empty(),
                List.of(1),
                expected,
                life::certificateOf,
                life.computer.clock().instant());
    }

    private Optional<Void> adopt(Handshake.Adopt adopt) {
        life.computer.note("adopts a roster", adopt.roster().version());
        life.disk().saveRoster(adopt.roster());
        return Optional.empty();
    }

    private void greeted(Handshake.Outcome outcome) {
        if (outcome instanceof Handshake.Outcome.Connected connected && connected.members()) {
            peer = connected.peer();
        }
        greeted.accept(outcome);
    }

    /** The peer, once both sides know each other as members. */
    Optional<Peer> member() {
        return Optional.ofNullable(peer).filter(known -> !pipe.isBroken());
    }

    /** Begins a conversation on a stream of its own. */
    <S, A, D, R> void ask(Machine<S, A, D, R> machine, Performer<A, D> performer, Consumer<R> done) {
        int stream = ownStream;
        ownStream += 2;
        begin(stream, machine, performer, done);
    }

    private <S, A, D, R> void begin(
            int stream, Machine<S, A, D, R> machine, Performer<A, D> performer, Consumer<R> done) {
        Conversation<S, A, D, R> talk = new Conversation<>(machine, performer, outlet(stream));
        Talk<R> entry = new Talk<>(event -> hear(talk, event), done);
        talks.put(stream, entry);
        conclude(stream, entry, talk.begin());
    }

    private static <R> Optional<R> hear(Conversation<?, ?, ?, R> talk, Event event) {
        if (event.message() != null) {
            return talk.received(event.message());
        }
        return event == ELAPSED ? talk.elapsed() : talk.disconnected();
    }

    private Conversation.Outlet outlet(int stream) {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                life.computer
                        .role()
                        .says(life.computer, Optional.ofNullable(peer), message)
                        .forEach(this::put);
            }

            private void put(Message message) {
                byte[] frame = encode(Envelope.of(stream, message));
                life.computer.note("says " + MessageType.of(message), pipe.peer() + " " + Mac.sha256(frame));
                pipe.send(frame);
            }

            @Override
            public void wakeAfter(Duration delay) {
                Talk<?> talk = talks.get(stream);
                if (talk != null) {
                    int alarm = ++talk.alarm;
                    life.after(delay, () -> wake(stream, talk, alarm));
                }
            }
        };
    }

    private static byte[] encode(Envelope envelope) {
        ByteBuffer frame = ByteBuffer.allocate(300 * 1024);
        for (ByteBuffer part : MessageCodec.encode(envelope)) {
            frame.put(part);
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    private void wake(int stream, Talk<?> talk, int alarm) {
        if (talks.get(stream) == talk && talk.alarm == alarm && !pipe.isBroken()) {
            deliver(stream, talk, ELAPSED);
        }
    }

    private <R> void deliver(int stream, Talk<R> talk, Event event) {
        conclude(stream, talk, talk.hear.apply(event));
    }

    private <R> void conclude(int stream, Talk<R> talk, Optional<R> outcome) {
        if (outcome.isPresent() && talks.remove(stream, talk)) {
            talk.done.accept(outcome.get());
        }
    }

    @Override
    public void frame(byte[] bytes) {
        try {
            arrived(MessageCodec.decode(ByteBuffer.wrap(bytes)));
        } catch (HoldfastException e) {
            throw new AssertionError("a node of ours said something malformed", e);
        }
    }

    private void arrived(Envelope envelope) {
        Talk<?> talk = talks.get(envelope.stream());
        if (talk != null) {
            deliver(envelope.stream(), talk, new Event(envelope.message()));
        } else if (isNew(envelope.stream()) && peer != null) {
            peerStream = envelope.stream();
            open(envelope.stream(), envelope.message(), peer);
        }
        // else it belongs to a conversation that is over here
    }

    /** The peer's streams rise; the dialler's are odd. */
    private boolean isNew(int stream) {
        boolean ofDialler = stream % 2 == 1;
        return stream > peerStream && ofDialler != pipe.isDialler();
    }

    private void open(int stream, Message first, Peer from) {
        Optional<Conversation<?, ?, ?, ?>> talk = life.reception.open(from, first, outlet(stream));
        talk.ifPresent(each -> serve(stream, each, first));
    }

    private <R> void serve(int stream, Conversation<?, ?, ?, R> talk, Message first) {
        Talk<R> entry = new Talk<>(event -> hear(talk, event), outcome -> {});
        talks.put(stream, entry);
        talk.begin();
        deliver(stream, entry, new Event(first));
    }

    void close() {
        pipe.close();
    }

    boolean isOver() {
        return pipe.isBroken();
    }

    @Override
    public void broken() {
        for (Map.Entry<Integer, Talk<?>> each : new ArrayList<>(talks.entrySet())) {
            deliver(each.getKey(), each.getValue(), BROKEN);
        }
    }
}
