// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.format.Mac;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Digest;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;
import org.holdfast.spi.audit.Sample;

/** Two schemes of the plainest kind: each piece that is asked for comes back with its tag; the whole block comes back. */
enum PlainScheme implements AuditScheme {
    BLOCK(Formats.AUDIT_BLOCK_V1, new AuditShape(0, false, 0, 1)),
    PIECES(new FormatId(1, "aggregate-v1"), new AuditShape(9, true, 0, 460));

    private final FormatId id;
    private final AuditShape shape;

    PlainScheme(FormatId id, AuditShape shape) {
        this.id = id;
        this.shape = shape;
    }

    static Optional<AuditScheme> find(int number) {
        return Arrays.stream(values())
                .filter(each -> each.id.number() == number)
                .<AuditScheme>map(each -> each)
                .findFirst();
    }

    @Override
    public FormatId id() {
        return id;
    }

    @Override
    public AuditShape shape() {
        return shape;
    }

    @Override
    public void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException {
        for (Sample each : challenge.samples()) {
            int length = shape.length(each.piece(), each.block().payloadLength());
            byte[] piece = new byte[length];
            byte[] tag = new byte[AuditShape.TAG_BYTES];
            held.payload(each.block(), shape.offset(each.piece()), length, piece);
            held.tag(each.block(), each.piece(), tag);
            proof.write(piece);
            proof.write(tag);
        }
    }

    static byte[] tag(byte[] key, int piece, byte[] bytes) {
        byte[] number = ByteBuffer.allocate(4).putInt(piece).array();
        return Arrays.copyOf(Mac.hmac(key, number, bytes), AuditShape.TAG_BYTES);
    }

    @Override
    public OwnerSide owner(byte[] sharedKey) {
        return new OwnerSide() {
            @Override
            public byte[] parameters() {
                return new byte[0];
            }

            @Override
            public Marks mark(byte[] blockKey, byte[] payload, int length) {
                if (!shape.tagged()) {
                    return Marks.NONE;
                }
                ByteBuffer tags = ByteBuffer.allocate(shape.tagsLength(length));
                for (int i = 0; i < shape.pieces(length); i++) {
                    int from = shape.offset(i);
                    tags.put(tag(blockKey, i, Arrays.copyOfRange(payload, from, from + shape.length(i, length))));
                }
                return new Marks(tags.array(), new byte[0]);
            }

            @Override
            public Judge judge(Challenge challenge, OwnedBlocks owned) {
                return new Everything(challenge, owned);
            }
        };
    }

    /** Collects all of it first. */
    private final class Everything implements Judge {
        private final Challenge challenge;
        private final OwnedBlocks owned;
        private final ByteBuffer all;

        Everything(Challenge challenge, OwnedBlocks owned) {
            this.challenge = challenge;
            this.owned = owned;
            this.all = ByteBuffer.allocate((int) most());
        }

        @Override
        public long most() {
            return challenge.samples().stream()
                    .mapToLong(each -> shape.length(each.piece(), each.block().payloadLength())
                            + (shape.tagged()
                                    ? AuditShape.TAG_BYTES
                                    : BlockHeader.BYTES + each.block().payloadLength() / 32))
                    .sum();
        }

        @Override
        public void accept(ByteBuffer bytes) {
            all.put(bytes);
        }

        @Override
        public Judgement judgement() {
            ByteBuffer proof = all.duplicate().flip();
            boolean right = shape.tagged() ? pieces(proof) : block(proof);
            return right ? new Judgement.Proved() : new Judgement.Wrong(Judgement.Reason.SUM);
        }

        private boolean pieces(ByteBuffer proof) {
            boolean right = true;
            for (Sample each : challenge.samples()) {
                byte[] piece = new byte[shape.length(each.piece(), each.block().payloadLength())];
                byte[] tag = new byte[AuditShape.TAG_BYTES];
                if (proof.remaining() < piece.length + tag.length) {
                    return false;
                }
                proof.get(piece).get(tag);
                right &= Arrays.equals(tag, tag(owned.blockKey(each.block()), each.piece(), piece));
            }
            return right && !proof.hasRemaining();
        }

        private boolean block(ByteBuffer proof) {
            if (proof.remaining() < BlockHeader.BYTES) {
                return false;
            }
            byte[] header = new byte[BlockHeader.BYTES];
            proof.get(header);
            var sealed = owned.sealed(challenge.samples().getFirst().block(), header);
            if (sealed.isEmpty()
                    || proof.remaining()
                            != sealed.get().tagsLength() + sealed.get().payloadLength()) {
                return false;
            }
            byte[] tags = new byte[sealed.get().tagsLength()];
            byte[] payload = new byte[sealed.get().payloadLength()];
            proof.get(tags).get(payload);
            return hash(tags).equals(sealed.get().tagsHash())
                    && hash(payload).equals(sealed.get().payloadHash());
        }

        private Digest hash(byte[] bytes) {
            return Mac.sha256(bytes);
        }
    }
}
