// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.support;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.holdfast.core.Self;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.Mac;
import org.holdfast.format.SignedType;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;

/** Blocks of Alice for Bob. Their owner's MACs are nonsense, which a holder cannot see. */
public final class Blocks {
    private static final Bytes UNSIGNED = Bytes.of(new byte[64]);

    private Blocks() {}

    /** A payload that looks like noise, and always like the same. */
    public static byte[] payload(int seed, int length) {
        byte[] payload = new byte[length];
        int state = seed * 0x9E3779B9;
        for (int i = 0; i < length; i++) {
            state = state * 1664525 + 1013904223;
            payload[i] = (byte) (state >> 24);
        }
        return payload;
    }

    public static BlockHeader header(int id, byte[] payload) {
        return signed(People.ALICE, plain(id, payload));
    }

    /** The header with other fields, and signed for them. */
    public static BlockHeader header(int id, byte[] payload, UnaryOperator<Fields> change) {
        return signed(People.ALICE, change.apply(new Fields(plain(id, payload))).build());
    }

    private static BlockHeader plain(int id, byte[] payload) {
        return new BlockHeader(
                People.ALICE.id(),
                People.BOB.id(),
                People.AGREEMENT,
                BlockId.of(People.filled(id, 16)),
                1,
                People.ALICE.certificate().deviceEpoch(),
                1,
                BlockClass.DATA,
                2,
                0,
                0,
                payload.length,
                0,
                People.NOW.plus(Duration.ofDays(90)),
                People.NOW,
                Bytes.of(People.filled(0x44, 48)),
                Mac.sha256(payload),
                Mac.sha256(new byte[0]),
                Bytes.of(People.filled(0x55, 32)),
                UNSIGNED);
    }

    public static BlockHeader signed(Self device, BlockHeader unsigned) {
        Bytes signature = device.device().sign(SignedType.BLOCK, Arrays.copyOf(unsigned.bytes(), 296));
        byte[] bytes = unsigned.bytes();
        System.arraycopy(signature.toArray(), 0, bytes, 296, 64);
        return BlockHeader.read(ByteBuffer.wrap(bytes));
    }

    public static HeldRow row(BlockHeader header, Instant storedAt) {
        return new HeldRow(
                header.agreement(),
                header.block(),
                header.owner(),
                header.sequence(),
                header.hash(),
                header.payloadHash(),
                new BlockFile(header).length().value(),
                header.retainUntil(),
                storedAt);
    }

    /** A header's bytes, to be changed at the offsets of docs/format.md. */
    public static final class Fields {
        private final ByteBuffer bytes;

        Fields(BlockHeader header) {
            bytes = ByteBuffer.wrap(header.bytes());
        }

        public Fields owner(Self owner) {
            bytes.put(8, owner.id().bytes());
            return this;
        }

        public Fields partner(Self partner) {
            bytes.put(40, partner.id().bytes());
            return this;
        }

        public Fields sequence(long sequence) {
            bytes.putLong(104, sequence);
            return this;
        }

        public Fields deviceEpoch(int epoch) {
            bytes.putInt(112, epoch);
            return this;
        }

        /** Suite 1 with one tag for each 16 KiB. */
        public Fields aggregateAudit() {
            bytes.putShort(124, (short) 1).put(126, (byte) 14).putInt(132, bytes.getInt(128) >> 14);
            return this;
        }

        /** The hash of these tags. */
        public Fields tags(byte[] tags) {
            bytes.put(232, Mac.sha256(tags).bytes());
            return this;
        }

        public Fields retainUntil(Instant time) {
            bytes.putLong(136, time.toEpochMilli());
            return this;
        }

        BlockHeader build() {
            return BlockHeader.read(bytes.duplicate());
        }
    }
}
