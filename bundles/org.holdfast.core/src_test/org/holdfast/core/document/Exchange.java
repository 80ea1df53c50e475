// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.holdfast.core.Conversation;
import org.holdfast.core.Machine;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.core.handshake.HandshakeSetup;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.put.PutHolder;
import org.holdfast.core.put.PutOwner;
import org.holdfast.core.support.People;
import org.holdfast.core.support.Words;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.NoCipher;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.HolderCheck;
import org.holdfast.format.block.NoTags;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Hello;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;

/** Alice dials Bob and stores one block of the smallest size, without any cipher over it; every frame is kept. */
final class Exchange {
    static final int PAYLOAD = 16 * 1024;
    private static final byte FILL = 0x66;

    final List<Frame> frames = new ArrayList<>();
    private final Queue<Runnable> under = new ArrayDeque<>();

    /** One frame without its length. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(String from, byte[] bytes) {
        Message message() {
            return MessageCodec.decode(ByteBuffer.wrap(bytes)).message();
        }
    }

    /** Where one side's words arrive. */
    private static final class Ear {
        private Consumer<Message> hears = message -> {};
    }

    Exchange play() {
        run(
                0,
                new Handshake(setup(People.ALICE, Hello.Role.DIALLER, People.BOB)),
                action -> Optional.empty(),
                new Handshake(setup(People.BOB, Hello.Role.ACCEPTOR, People.ALICE)),
                action -> Optional.empty());
        SealedBlock block = block();
        run(
                1,
                new PutOwner(People.peer(People.BOB), block.header(), ByteBuffer.wrap(block.payload())),
                action -> Optional.empty(),
                new PutHolder(People.BOB, People.peer(People.ALICE)),
                holder());
        return this;
    }

    private static HandshakeSetup setup(Self self, Hello.Role role, Self other) {
        return new HandshakeSetup(
                new Hello.Binding(
                        role, Words.CHANNEL, self.device().key(), other.device().key()),
                self.certificate(),
                self.device(),
                7610,
                Optional.of(Words.ROSTER),
                Optional.empty(),
                List.of(1),
                Optional.empty(),
                owner -> Optional.empty(),
                People.NOW);
    }

    private static SealedBlock block() {
        byte[] shard = People.filled(FILL, PAYLOAD);
        return new BlockSealer()
                .seal(
                        GenerationKeys.derive(1, People.filled(0x0a, 32)),
                        NoCipher.INSTANCE,
                        NoTags.INSTANCE,
                        People.ALICE.device(),
                        new BlockTarget(
                                People.ALICE.id(),
                                People.BOB.id(),
                                People.AGREEMENT,
                                People.ALICE.certificate().deviceEpoch(),
                                1,
                                People.NOW.plus(Duration.ofDays(90)),
                                People.NOW),
                        new ShardLocation(
                                SegmentId.of(People.filled(0x33, 16)),
                                new FormatSet(1, 1, 0, 1),
                                new CodeShape(5, 2),
                                0,
                                new Pipeline(true, true, false),
                                PAYLOAD),
                        BlockClass.DATA,
                        shard,
                        0,
                        People.filled(0x77, 16),
                        new byte[PAYLOAD]);
    }

    private static Performer<PutHolder.Action, PutHolder.Answer> holder() {
        return action -> switch (action) {
            case PutHolder.Action.LookUp look ->
                Optional.of(new PutHolder.Answer.Found(
                        Optional.of(new AgreementRow(People.agreement(), AgreementPhase.ACTIVE, People.NOW)),
                        Optional.empty(),
                        People.NOW));
            case PutHolder.Action.Keep keep -> Optional.of(new PutHolder.Answer.Kept());
            case PutHolder.Action.Check check -> Optional.of(new PutHolder.Answer.Checked(HolderCheck.Verdict.WHOLE));
            case PutHolder.Action.Commit commit -> Optional.of(new PutHolder.Answer.Stored(People.NOW));
            case PutHolder.Action.Begin begin -> Optional.empty();
            case PutHolder.Action.Append append -> Optional.empty();
            case PutHolder.Action.Discard discard -> Optional.empty();
        };
    }

    private <A, B, C, D> void run(
            int stream,
            Machine<?, A, B, ?> left,
            Performer<A, B> leftHand,
            Machine<?, C, D, ?> right,
            Performer<C, D> rightHand) {
        Ear atLeft = new Ear();
        Ear atRight = new Ear();
        Conversation<?, A, B, ?> one = new Conversation<>(left, leftHand, outlet("Alice", stream, atRight));
        Conversation<?, C, D, ?> two = new Conversation<>(right, rightHand, outlet("Bob", stream, atLeft));
        atLeft.hears = one::received;
        atRight.hears = two::received;
        one.begin();
        two.begin();
        while (!under.isEmpty()) {
            under.remove().run();
        }
    }

    private Conversation.Outlet outlet(String from, int stream, Ear to) {
        return new Conversation.Outlet() {
            @Override
            public void send(Message message) {
                Frame frame = new Frame(from, encoded(Envelope.of(stream, message)));
                frames.add(frame);
                under.add(() -> to.hears.accept(frame.message()));
            }

            @Override
            public void wakeAfter(Duration delay) {
                // nobody is late here
            }
        };
    }

    private static byte[] encoded(Envelope envelope) {
        ByteBuffer[] parts = MessageCodec.encode(envelope);
        ByteBuffer whole = ByteBuffer.allocate(64 * 1024);
        for (ByteBuffer part : parts) {
            whole.put(part);
        }
        byte[] frame = new byte[whole.position()];
        whole.flip().get(frame);
        return frame;
    }
}
