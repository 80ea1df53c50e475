// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.holdfast.format.NoCipher;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestCipher;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatSet;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.holdfast.spi.crypto.CipherSuite;

/** Blocks to test with: shards of one segment, for one owner. */
final class BlockSamples {
    static final int SHARD = 32 << 10;
    static final TestKeys KEYS = new TestKeys(1);
    static final OwnerId OWNER = owner(1);
    static final SegmentId SEGMENT = SegmentId.of(Cases.bytes(Cases.seeded(7), 16));
    static final CodeShape SHAPE = new CodeShape(4, 1);
    private static final Instant NOW = Instant.parse("2026-03-01T10:30:00Z");

    private BlockSamples() {}

    static OwnerId owner(int seed) {
        return OwnerId.of(Cases.bytes(Cases.seeded(1000 + seed), 32));
    }

    static AgreementId agreement(int seed) {
        return AgreementId.of(Cases.bytes(Cases.seeded(2000 + seed), 16));
    }

    /** Of code 1, AES-256-GCM inside and Zstandard. */
    static FormatSet formats(boolean outer) {
        return new FormatSet(1, 1, outer ? 2 : 0, 1);
    }

    static ShardLocation location(int position, boolean outer) {
        return new ShardLocation(SEGMENT, formats(outer), SHAPE, position, new Pipeline(true, true, outer), SHARD);
    }

    /** Partner {@code 10 + position} in agreement {@code position}. */
    static BlockTarget target(int position, long sequence) {
        return new BlockTarget(
                OWNER, owner(10 + position), agreement(position), 3, sequence, NOW.plusSeconds(86_400L * 90), NOW);
    }

    static Expectation expected(int position, long oldest, boolean outer) {
        return new Expectation(
                OWNER, owner(10 + position), agreement(position), oldest, BlockClass.DATA, location(position, outer));
    }

    static SealedBlock seal(byte[] shard, int position, long sequence, boolean outer, RandomGenerator random) {
        CipherSuite suite = outer ? TestCipher.CTR : NoCipher.INSTANCE;
        return new BlockSealer()
                .seal(
                        KEYS.generation(1),
                        suite,
                        NoTags.INSTANCE,
                        KEYS.device(),
                        target(position, sequence),
                        location(position, outer),
                        BlockClass.DATA,
                        shard,
                        0,
                        Cases.bytes(random, 16),
                        new byte[SHARD]);
    }

    static Opened open(BlockHeader header, byte[] payload, Expectation expected) {
        byte[] copy = payload.clone();
        return new BlockOpener().open(KEYS, TestCipher::of, header, copy, copy.length, expected);
    }

    static byte[] payload(SealedBlock block) {
        return Arrays.copyOf(block.payload(), block.payloadLength());
    }
}
