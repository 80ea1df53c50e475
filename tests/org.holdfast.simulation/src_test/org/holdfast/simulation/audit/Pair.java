// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.UnaryOperator;
import org.holdfast.core.Conversation;
import org.holdfast.core.Peer;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditBench;
import org.holdfast.core.audit.AuditDesk;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditHolder;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.audit.NewChallenge;
import org.holdfast.core.audit.OwnCatalogue;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.audit.OwnerKeys;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.format.Mac;
import org.holdfast.format.SignedType;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.simulation.World;
import org.holdfast.simulation.disk.Faults;
import org.holdfast.simulation.disk.MemoryBlockStore;
import org.holdfast.simulation.disk.MemoryLedger;
import org.holdfast.simulation.node.Identity;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.Envelope;
import org.holdfast.wire.Message;
import org.holdfast.wire.MessageCodec;
import org.holdfast.wire.MessageType;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;
import org.holdfast.wire.StoreReceipt;

/**
 * An owner with blocks at a holder, both with ledgers, and audits between them: every message is encoded and decoded,
 * can be altered on its way, and the link can break at any of them.
 */
final class Pair {
    static final AgreementId AGREEMENT = AgreementId.of(filled(0x11, 16));
    private static final FormatSet FORMATS = new FormatSet(1, 1, 2, 0);

    final World world;
    final Self owner;
    final Self holder;
    final MemoryLedger ownerLedger;
    final MemoryLedger holderLedger;
    final MemoryBlockStore store;
    final HeldBlocks held;
    final AgreementBook book;
    final Map<BlockId, byte[]> keys = new HashMap<>();
    final Map<BlockId, BlockHeader> headers = new HashMap<>();
    /** Everything that was said and arrived, as {@code <Name} from the owner, {@code >Name} from the holder. */
    final List<String> said = new ArrayList<>();
    /** Everything that arrived, whole. */
    final List<Message> messages = new ArrayList<>();
    /** What becomes of messages on their way. */
    UnaryOperator<Message> altered = message -> message;
    /** After so many messages the link breaks. */
    int breaksAfter = Integer.MAX_VALUE;

    private long sequence = 100;
    private long number;

    Pair(long seed) {
        this(new World(seed));
    }

    private Pair(World world) {
        this(world, Identity.create(1, world), Identity.create(2, world));
    }

    Pair(World world, Identity owning, Identity holding) {
        this.world = world;
        this.owner = owning.self();
        this.holder = holding.self();
        this.ownerLedger = new MemoryLedger(new Faults(world));
        this.holderLedger = new MemoryLedger(new Faults(world));
        this.store = new MemoryBlockStore(new Faults(world), ByteCount.gibibytes(1));
        this.held = new HeldBlocks(store, holderLedger.holdings());
        ConfederationId confederation = new ConfederationId(new Id32(1, 2, 3, 4));
        this.book = new AgreementBook(holder.id(), confederation, true, holderLedger, world.clock());
        AgreementTerms terms = terms(confederation, owning, holding);
        Agreement agreement = new Agreement(
                terms, AgreementCodec.sign(terms, owner.device()), AgreementCodec.sign(terms, holder.device()));
        book.adopt(owner.id(), new SignedAgreement(agreement, owner.certificate(), holder.certificate()));
    }

    static byte[] filled(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static AgreementTerms terms(ConfederationId confederation, Identity owning, Identity holding) {
        return new AgreementTerms(
                AGREEMENT,
                1,
                confederation,
                owning.id(),
                holding.id(),
                ByteCount.gibibytes(1),
                ByteCount.gibibytes(1),
                WeekSchedule.always(),
                WeekSchedule.always(),
                owning.domains(),
                holding.domains(),
                Duration.ofDays(14),
                Duration.ZERO,
                Duration.ofDays(400),
                World.BEGINNING,
                List.of(1));
    }

    /** Stores blocks with tags of {@link PlainScheme#PIECES}. */
    List<BlockId> store(int count, int payloadLength) {
        List<BlockId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(store(world.randomBytes(payloadLength), true, true));
        }
        return ids;
    }

    /** @param receipted whether the owner has the receipt @param rightTags or tags of another key */
    BlockId store(byte[] payload, boolean receipted, boolean rightTags) {
        byte[] key = world.randomBytes(32);
        byte[] tags = PlainScheme.PIECES
                .owner(new byte[32])
                .mark(rightTags ? key : world.randomBytes(32), payload, payload.length)
                .tags();
        BlockHeader header = header(payload, tags);
        keys.put(header.block(), key);
        headers.put(header.block(), header);
        put(header, tags, payload);
        StoreReceipt receipt =
                StoreReceipt.sign(holder.device(), header, world.clock().instant());
        place(header, receipted ? Bytes.of(receipt.bytes()) : Bytes.EMPTY);
        return header.block();
    }

    private BlockHeader header(byte[] payload, byte[] tags) {
        BlockHeader unsigned = new BlockHeader(
                owner.id(),
                holder.id(),
                AGREEMENT,
                BlockId.of(world.randomBytes(16)),
                sequence++,
                owner.certificate().deviceEpoch(),
                1,
                BlockClass.DATA,
                2,
                1,
                9,
                payload.length,
                tags.length / 16,
                World.BEGINNING.plus(Duration.ofDays(90)),
                World.BEGINNING,
                Bytes.of(filled(0x44, 48)),
                Mac.sha256(payload),
                Mac.sha256(tags),
                Bytes.of(filled(0x55, 32)),
                Bytes.of(new byte[64]));
        byte[] bytes = unsigned.bytes();
        Bytes signature = owner.device().sign(SignedType.BLOCK, Arrays.copyOf(bytes, 296));
        System.arraycopy(signature.toArray(), 0, bytes, 296, 64);
        return BlockHeader.read(ByteBuffer.wrap(bytes));
    }

    private void put(BlockHeader header, byte[] tags, byte[] payload) {
        long length = BlockHeader.BYTES + tags.length + payload.length;
        try (BlockStore.Receiving file = store.begin(AGREEMENT, header.block(), ByteCount.of(length))) {
            file.write(ByteBuffer.wrap(header.bytes()));
            file.write(ByteBuffer.wrap(tags));
            file.write(ByteBuffer.wrap(payload));
            file.commit();
        }
        holderLedger
                .holdings()
                .add(new HeldRow(
                        AGREEMENT,
                        header.block(),
                        owner.id(),
                        header.sequence(),
                        header.hash(),
                        header.payloadHash(),
                        length,
                        header.retainUntil(),
                        world.clock().instant(),
                        header.auditSuite(),
                        header.keyGeneration(),
                        header.payloadLength()));
    }

    private void place(BlockHeader header, Bytes receipt) {
        var segment = new SegmentId(org.holdfast.model.Id16.of(world.randomBytes(16)));
        var row = new SegmentRow(
                segment,
                BlockClass.DATA,
                1,
                FORMATS,
                new CodeShape(1, 0),
                Pipeline.ofBits(7),
                header.payloadLength(),
                SegmentState.PLACED,
                World.BEGINNING);
        ownerLedger
                .segments()
                .begin(
                        row,
                        List.of(new PlacementRow(
                                segment,
                                0,
                                holder.id(),
                                AGREEMENT,
                                header.block(),
                                header.sequence(),
                                header.hash(),
                                header.payloadHash(),
                                header.payloadLength(),
                                PlacementState.BUILT,
                                Bytes.EMPTY,
                                header.auditSuite(),
                                header.keyGeneration())));
        if (receipt.length() > 0) {
            ownerLedger.segments().acknowledge(header.block(), receipt);
        }
    }

    /** The bytes of a block's file, to be spoiled. */
    byte[] file(BlockId block) {
        return Optional.ofNullable(store.raw(AGREEMENT).get(block)).orElseThrow();
    }

    /** A bit of a block's payload turns over. */
    void spoil(BlockId block) {
        byte[] file = file(block);
        file[file.length - 1] ^= 1;
    }

    /** Every piece of a block's payload turns into something else. */
    void ruin(BlockId block) {
        byte[] file = file(block);
        int payload = headers.get(block).payloadLength();
        Arrays.fill(file, file.length - payload, file.length, (byte) 7);
    }

    void lose(BlockId block) {
        store.delete(AGREEMENT, block);
    }

    /** A challenge that is owed already, or a new one. */
    OwnChallenge challenge(AuditScheme scheme, int count) {
        return ownerLedger
                .audits()
                .owed(AGREEMENT)
                .map(row -> OwnChallenge.read(row, owner.device()))
                .orElseGet(() -> commit(scheme, count));
    }

    private OwnChallenge commit(AuditScheme scheme, int count) {
        var catalogues = new OwnCatalogue(ownerLedger.segments());
        var names = new AuditNames(AuditId.of(world.randomBytes(16)), owner.id(), holder.id(), AGREEMENT);
        var made = new NewChallenge(
                        names,
                        ++number,
                        scheme.id().number(),
                        scheme.shape(),
                        count,
                        catalogues.of(
                                catalogues.receipted(holder.id(), AGREEMENT),
                                scheme.id().number(),
                                0),
                        Digest.of(world.randomBytes(32)),
                        List.of())
                .commit(owner, world.clock().instant());
        ownerLedger.audits().owe(made.row());
        return made;
    }

    /** The next number, as if the owner had forgotten how far it was. */
    void countFrom(long next) {
        number = next - 1;
    }

    AuditFinding audit() {
        return audit(PlainScheme.PIECES, 460);
    }

    /** One audit to its end: found, or nobody says anything more. */
    AuditFinding audit(AuditScheme scheme, int count) {
        AuditOwner.Outcome outcome = hold(challenge(scheme, count));
        return switch (outcome) {
            case AuditOwner.Outcome.Found(AuditFinding finding) -> finding;
            case AuditOwner.Outcome.OutOfStep(long last) -> throw new AssertionError("out of step: " + last);
        };
    }

    AuditOwner.Outcome hold(OwnChallenge challenge) {
        said.clear();
        messages.clear();
        var bench = new AuditBench(
                new AuditBench.Parts(owner, ownerLedger, PlainScheme::find, new Keys(), world.clock()), challenge);
        var asking = new AuditOwner(
                Peer.of(holder.certificate()), challenge, bench.scheme().shape());
        try (AuditDesk desk = desk()) {
            return new Exchange<>(
                            new Conversations<>(asking, bench), new Answering(new AuditHolder(holder, peer()), desk))
                    .run();
        }
    }

    Peer peer() {
        return Peer.of(owner.certificate());
    }

    AuditDesk desk() {
        return new AuditDesk(
                new AuditDesk.Parts(
                        holder,
                        held,
                        holderLedger,
                        book,
                        PlainScheme::find,
                        world.clock(),
                        () -> Digest.of(world.randomBytes(32))),
                peer());
    }

    private record Conversations<S, A, D, R>(
            org.holdfast.core.Machine<S, A, D, R> machine, org.holdfast.core.Performer<A, D> performer) {}

    private record Answering(AuditHolder machine, AuditDesk desk) {}

    /** The words between the two, one after the other. */
    private final class Exchange<S, A, D> {
        private final Queue<Runnable> under = new ArrayDeque<>();
        private final Conversation<S, A, D, AuditOwner.Outcome> left;
        private final Conversation<?, ?, ?, AuditHolder.Outcome> right;
        private Optional<AuditOwner.Outcome> outcome = Optional.empty();
        private boolean broken;
        private int count;

        Exchange(Conversations<S, A, D, AuditOwner.Outcome> asking, Answering answering) {
            left = new Conversation<>(asking.machine(), asking.performer(), outlet("<"));
            right = new Conversation<>(answering.machine(), answering.desk(), outlet(">"));
        }

        private Conversation.Outlet outlet(String mark) {
            return new Conversation.Outlet() {
                @Override
                public void send(Message message) {
                    byte[] frame = frame(message);
                    under.add(() -> arrive(mark, altered.apply(read(frame))));
                }

                @Override
                public void wakeAfter(Duration delay) {
                    // nobody waits here: when nothing is under way any more, its time is over
                }
            };
        }

        private void arrive(String mark, Message message) {
            if (broken) {
                return;
            }
            if (++count > breaksAfter) {
                broken = true;
                hear(left.disconnected());
                right.disconnected();
                return;
            }
            said.add(mark + MessageType.of(message).name());
            messages.add(message);
            if (mark.equals("<")) {
                right.received(message);
            } else {
                hear(left.received(message));
            }
        }

        private void hear(Optional<AuditOwner.Outcome> perhaps) {
            outcome = outcome.isPresent() ? outcome : perhaps;
        }

        AuditOwner.Outcome run() {
            right.begin();
            hear(left.begin());
            while (!under.isEmpty()) {
                under.remove().run();
            }
            if (outcome.isEmpty()) {
                hear(left.elapsed());
            }
            return outcome.orElseThrow(() -> new AssertionError("no outcome; the owner is " + left.state()));
        }

        private Message read(byte[] frame) {
            return MessageCodec.decode(ByteBuffer.wrap(frame)).message();
        }

        private byte[] frame(Message message) {
            ByteBuffer[] parts = MessageCodec.encode(Envelope.of(1, message));
            ByteBuffer whole = ByteBuffer.allocate(
                    Arrays.stream(parts).mapToInt(ByteBuffer::remaining).sum());
            Arrays.stream(parts).forEach(whole::put);
            return whole.array();
        }
    }

    /** What the owner knows of its blocks. */
    private final class Keys implements OwnerKeys {
        @Override
        public byte[] shared(OwnerId partner, AgreementId agreement, AuditScheme scheme, int keyGeneration) {
            return new byte[32];
        }

        @Override
        public OwnedBlocks owned(OwnerId partner, AgreementId agreement, AuditScheme scheme) {
            return new OwnedBlocks() {
                @Override
                public byte[] blockKey(AuditedBlock block) {
                    return Optional.ofNullable(keys.get(block.block())).orElseThrow();
                }

                @Override
                public byte[] kept(AuditedBlock block, int piece) {
                    throw new AssertionError("nothing is kept");
                }

                @Override
                public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
                    BlockHeader known =
                            Optional.ofNullable(headers.get(block.block())).orElseThrow();
                    return Arrays.equals(known.bytes(), header)
                            ? Optional.of(new Sealed(
                                    known.tagsLength(), known.payloadLength(), known.tagsHash(), known.payloadHash()))
                            : Optional.empty();
                }
            };
        }
    }
}
