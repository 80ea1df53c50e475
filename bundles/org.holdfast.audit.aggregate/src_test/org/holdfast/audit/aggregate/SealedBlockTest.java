// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.format.Ed25519;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.Mac;
import org.holdfast.format.NoCipher;
import org.holdfast.format.Signatures;
import org.holdfast.format.block.AuditKeys;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.BlockSealer;
import org.holdfast.format.block.BlockTarget;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.block.ShardLocation;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tags of a whole block with nothing but docs/format.md 8.7, docs/format-audit.md and the JDK. */
@Tag("R47")
class SealedBlockTest {
    private static final byte[] SECRET = VectorData.data(1, 32);
    private static final int SHARD = 32_768;

    @Test
    void tagsOfABlockAreThoseOfTheDocuments() {
        SealedBlock block = seal();
        ByteBuffer header = ByteBuffer.wrap(block.header().bytes());
        assertEquals(0x0001_0c00, header.getInt(124), "suite 1, pieces of 2^12 bytes");
        assertEquals(SHARD / 4096, header.getInt(132));
        byte[] shared = hmac("ghash", header.slice(40, 48), header.slice(124, 3));
        byte[] own =
                hmac("mask", header.slice(40, 64), header.slice(104, 8), header.slice(124, 3), header.slice(200, 32));
        byte[] tags = Slow.tags(shared, own, Arrays.copyOf(block.payload(), SHARD));
        assertArrayEquals(tags, block.tags());
        assertArrayEquals(Mac.sha256(tags).bytes(), Arrays.copyOfRange(header.array(), 232, 264));
    }

    @Test
    void theKeysAreFoundAgainFromTheHeader() {
        BlockHeader header = seal().header();
        ByteBuffer bytes = ByteBuffer.wrap(header.bytes());
        var keys = new AuditKeys(
                header.partner(),
                header.agreement(),
                header.block(),
                header.sequence(),
                header.payloadHash(),
                header.auditSuite(),
                header.subBlockLog2());
        GenerationKeys generation = GenerationKeys.derive(1, SECRET);
        assertArrayEquals(hmac("ghash", bytes.slice(40, 48), bytes.slice(124, 3)), keys.shared(generation));
        assertArrayEquals(
                hmac("mask", bytes.slice(40, 64), bytes.slice(104, 8), bytes.slice(124, 3), bytes.slice(200, 32)),
                keys.block(generation));
    }

    /** Under the key for audits of the generation: the label, the parts, a byte 1. */
    private static byte[] hmac(String label, ByteBuffer... parts) {
        ByteBuffer input = ByteBuffer.allocate(200).put(label.getBytes(US_ASCII));
        for (ByteBuffer part : parts) {
            input.put(part);
        }
        byte[] key = Mac.expand(SECRET, "holdfast/v1/audit");
        return Mac.hmac(key, Arrays.copyOf(input.put((byte) 1).array(), input.position()));
    }

    private static SealedBlock seal() {
        return new BlockSealer()
                .seal(
                        GenerationKeys.derive(1, SECRET),
                        NoCipher.INSTANCE,
                        new AggregateScheme(),
                        Signatures.signer(Ed25519.privateKey(VectorData.data(3, 32))),
                        new BlockTarget(
                                OwnerId.of(VectorData.data(20, 32)),
                                OwnerId.of(VectorData.data(21, 32)),
                                AgreementId.of(VectorData.data(22, 16)),
                                7,
                                41,
                                Instant.parse("2026-04-02T03:04:05.678Z"),
                                Instant.parse("2026-01-02T03:00:00Z")),
                        new ShardLocation(
                                SegmentId.of(VectorData.data(23, 16)),
                                new FormatSet(1, 1, 0, 1),
                                new CodeShape(5, 2),
                                0,
                                new Pipeline(true, true, false),
                                SHARD),
                        BlockClass.DATA,
                        VectorData.data(24, SHARD),
                        0,
                        VectorData.data(2, 16),
                        new byte[SHARD]);
    }
}
