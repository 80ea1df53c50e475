// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.holdfast.core.Conversation;
import org.holdfast.core.Machine;
import org.holdfast.core.Performer;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.MessageType;

/**
 * Two machines that talk to each other. Every message really is encoded and decoded; what was said is kept; a message
 * can be lost or altered on its way.
 */
public final class Duet<L, R> {
    /** Everything that was said and not lost, as {@code <Name} from the left, {@code >Name} from the right. */
    public final List<String> transcript = new ArrayList<>();

    private final Queue<Runnable> under = new ArrayDeque<>();
    private Predicate<Message> lost = message -> false;
    private UnaryOperator<Message> altered = message -> message;
    private Side<L> left;
    private Side<R> right;

    /** One of the two. */
    public static final class Side<O> {
        private final Conversation<?, ?, ?, O> talk;
        public Optional<O> outcome = Optional.empty();
        public Optional<Duration> patience = Optional.empty();
        public boolean gone;

        private Side(Conversation<?, ?, ?, O> talk) {
            this.talk = talk;
        }

        private void hear(Optional<O> perhaps) {
            outcome = outcome.isPresent() ? outcome : perhaps;
        }

        public O outcome() {
            return outcome.orElseThrow(() -> new AssertionError("no outcome yet, state " + talk.state()));
        }

        /** Lets its time pass. */
        public void elapse() {
            hear(talk.elapsed());
        }

        /** Breaks its link. */
        public void disconnect() {
            gone = true;
            hear(talk.disconnected());
        }
    }

    public <S, A, D> Side<L> left(Machine<S, A, D, L> machine, Performer<A, D> performer) {
        left = side(machine, performer, "<", () -> right);
        return left;
    }

    public <S, A, D> Side<R> right(Machine<S, A, D, R> machine, Performer<A, D> performer) {
        right = side(machine, performer, ">", () -> left);
        return right;
    }

    /** Messages that never arrive. */
    public Duet<L, R> losing(Predicate<Message> which) {
        lost = which;
        return this;
    }

    /** What becomes of messages on their way. */
    public Duet<L, R> altering(UnaryOperator<Message> how) {
        altered = how;
        return this;
    }

    /** Starts both, and lets them talk until nothing is under way. */
    public Duet<L, R> play() {
        left.hear(left.talk.begin());
        right.hear(right.talk.begin());
        while (!under.isEmpty()) {
            under.remove().run();
        }
        return this;
    }

    /** Lets the left side hear something that the right one never said. */
    public void toLeft(Message message) {
        left.hear(left.talk.received(message));
    }

    public void toRight(Message message) {
        right.hear(right.talk.received(message));
    }

    private <S, A, D, O> Side<O> side(
            Machine<S, A, D, O> machine, Performer<A, D> performer, String mark, Supplier<Side<?>> to) {
        List<Side<O>> self = new ArrayList<>();
        Conversation.Outlet outlet = new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                Side<?> other = to.get();
                byte[] frame = frame(message);
                if (lost.test(message) || other.gone || self.getFirst().gone) {
                    return;
                }
                transcript.add(mark + name(message));
                under.add(() -> arrive(other, frame));
            }

            @Override
            public void wakeAfter(Duration delay) {
                self.getFirst().patience = Optional.of(delay);
            }
        };
        self.add(new Side<>(new Conversation<>(machine, performer, outlet)));
        return self.getFirst();
    }

    private static String name(Message message) {
        return MessageType.of(message).name();
    }

    private <O> void arrive(Side<O> to, byte[] frame) {
        Message message = MessageCodec.decode(ByteBuffer.wrap(frame)).message();
        if (!to.gone) {
            to.hear(to.talk.received(altered.apply(message)));
        }
    }

    private static byte[] frame(Message message) {
        ByteBuffer[] parts = MessageCodec.encode(Envelope.of(1, message));
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part);
        }
        return whole.array();
    }
}
