// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.holdfast.format.block.BlockSamples.KEYS;
import static org.holdfast.format.block.BlockSamples.SHARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.NoCipher;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.ShortCipher;
import org.holdfast.format.support.TestCipher;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.BlockClass;
import org.holdfast.model.BlockId;
import org.holdfast.model.CodeShape;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;
import org.junit.jupiter.api.Test;

class BlockPropertyTest {
    private static final Tagging NONE = Tagging.of(NoTags.INSTANCE);

    @Test
    void sealedShardComesBack() {
        Cases.each(100, random -> {
            byte[] shard = Cases.bytes(random, SHARD);
            int position = random.nextInt(5);
            boolean outer = random.nextBoolean();
            SealedBlock block = BlockSamples.seal(shard, position, 1 + random.nextInt(99), outer, random);
            BlockHeader header = BlockHeader.read(ByteBuffer.wrap(block.header().bytes()));
            assertEquals(block.header(), header);
            assertTrue(header.signedBy(KEYS.device().key()));
            Opened opened =
                    BlockSamples.open(header, BlockSamples.payload(block), BlockSamples.expected(position, 1, outer));
            assertArrayEquals(
                    shard, assertInstanceOf(Opened.Shard.class, opened).shard());
            assertEquals(BlockSamples.location(position, outer), new BlockOpener().locate(KEYS, header));
        });
    }

    @Test
    void outerCipherHidesTheShardAndItsAbsenceLeavesItAsItIs() {
        byte[] shard = Cases.bytes(Cases.seeded(1), SHARD);
        byte[] hidden = BlockSamples.payload(BlockSamples.seal(shard, 0, 1, true, Cases.seeded(2)));
        int same = 0;
        for (int i = 0; i < SHARD; i++) {
            same += hidden[i] == shard[i] ? 1 : 0;
        }
        assertTrue(same < SHARD / 128, same + " bytes are the same");
        assertArrayEquals(shard, BlockSamples.payload(BlockSamples.seal(shard, 0, 1, false, Cases.seeded(2))));
    }

    /** trust.md 3.5: no key meets two payloads, whatever of partner, position, pipeline or randomness repeats. */
    @Test
    void noTwoBlocksShareAnIdUnlessTheyAreTheSameInstance() {
        byte[] zeros = new byte[SHARD];
        Set<Object> ids = new HashSet<>();
        Set<Object> payloads = new HashSet<>();
        for (int position = 0; position < 5; position++) {
            for (int draw = 0; draw < 20; draw++) {
                SealedBlock block = BlockSamples.seal(zeros, position, 1, true, Cases.seeded(draw));
                assertTrue(ids.add(block.header().block()));
                assertTrue(payloads.add(block.header().payloadHash()), "the key stream repeats");
            }
        }
        SealedBlock again = BlockSamples.seal(zeros, 0, 1, true, Cases.seeded(0));
        assertFalse(ids.add(again.header().block()));
        assertFalse(payloads.add(again.header().payloadHash()));
    }

    /** With one and the same randomness, as from a machine that was set back. */
    @Test
    void everythingThatChangesAPayloadChangesTheId() {
        byte[] same = new byte[16];
        BlockTarget target = BlockSamples.target(0, 1);
        ShardLocation at = BlockSamples.location(0, true);
        var otherSegment = SegmentId.of(new byte[16]);
        var otherShape = new CodeShape(4, 2);
        Pipeline stored = new Pipeline(false, true, true);
        List<BlockId> ids = List.of(
                BlockKeys.id(KEYS.generation(1), same, target, at, 2, NONE),
                BlockKeys.id(KEYS.generation(2), same, target, at, 2, NONE),
                BlockKeys.id(
                        KEYS.generation(1),
                        new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
                        target,
                        at,
                        2,
                        NONE),
                BlockKeys.id(KEYS.generation(1), same, target, at, 1, NONE),
                BlockKeys.id(KEYS.generation(1), same, BlockSamples.target(1, 1), at, 2, NONE),
                BlockKeys.id(KEYS.generation(1), same, target, BlockSamples.location(1, true), 2, NONE),
                BlockKeys.id(KEYS.generation(1), same, target, at, 2, new Tagging(NoTags.INSTANCE, 1, 12)),
                BlockKeys.id(KEYS.generation(1), same, target, at, 2, new Tagging(NoTags.INSTANCE, 1, 13)),
                BlockKeys.id(KEYS.generation(1), same, target, at, 2, new Tagging(NoTags.INSTANCE, 2, 12)),
                id(target, new ShardLocation(otherSegment, at.formats(), at.shape(), 0, at.pipeline(), SHARD)),
                id(
                        target,
                        new ShardLocation(
                                at.segment(), new FormatSet(2, 1, 2, 1), at.shape(), 0, at.pipeline(), SHARD)),
                id(target, new ShardLocation(at.segment(), at.formats(), otherShape, 0, at.pipeline(), SHARD)),
                id(target, new ShardLocation(at.segment(), at.formats(), at.shape(), 0, stored, SHARD)),
                id(target, new ShardLocation(at.segment(), at.formats(), at.shape(), 0, at.pipeline(), 2 * SHARD)));
        assertEquals(ids.size(), new HashSet<>(ids).size());
    }

    private static BlockId id(BlockTarget target, ShardLocation location) {
        return BlockKeys.id(KEYS.generation(1), new byte[16], target, location, 2, NONE);
    }

    @Test
    void headerTellsPartnersNothingFinerThanTheHour() {
        SealedBlock block = BlockSamples.seal(new byte[SHARD], 0, 1, true, Cases.seeded(1));
        assertEquals("2026-03-01T10:00:00Z", block.header().created().toString());
    }

    @Test
    void contradictionsAreRefused() {
        byte[] shard = new byte[SHARD];
        for (int wrong = 0; wrong < 4; wrong++) {
            int which = wrong;
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new BlockSealer()
                            .seal(
                                    KEYS.generation(1),
                                    which == 0 ? NoCipher.INSTANCE : which == 1 ? TestCipher.GCM : TestCipher.CTR,
                                    NoTags.INSTANCE,
                                    KEYS.device(),
                                    BlockSamples.target(0, 1),
                                    BlockSamples.location(0, which != 2),
                                    BlockClass.DATA,
                                    shard,
                                    0,
                                    new byte[which == 3 ? 15 : 16],
                                    new byte[SHARD]));
        }
    }

    @Test
    void cipherThatMakesAnotherLengthIsNotTrusted() {
        var broken = new ShortCipher(TestCipher.CTR);
        assertThrows(
                IllegalStateException.class,
                () -> new BlockSealer()
                        .seal(
                                KEYS.generation(1),
                                broken,
                                NoTags.INSTANCE,
                                KEYS.device(),
                                BlockSamples.target(0, 1),
                                BlockSamples.location(0, true),
                                BlockClass.DATA,
                                new byte[SHARD],
                                0,
                                new byte[16],
                                new byte[SHARD]));
        SealedBlock block = BlockSamples.seal(new byte[SHARD], 0, 1, true, Cases.seeded(1));
        Expectation expected = BlockSamples.expected(0, 1, true);
        byte[] payload = BlockSamples.payload(block);
        assertThrows(
                IllegalStateException.class,
                () -> new BlockOpener().open(KEYS, number -> broken, block.header(), payload, SHARD, expected));
    }

    @Test
    void blocksOfUnknownCiphersAndKeysHaveTheirOwnErrors() {
        SealedBlock block = BlockSamples.seal(new byte[SHARD], 0, 1, true, Cases.seeded(1));
        byte[] payload = BlockSamples.payload(block);
        var noReader = assertThrows(
                HoldfastException.class,
                () -> new BlockOpener()
                        .open(
                                KEYS,
                                number -> {
                                    throw new HoldfastException(ErrorCode.FORMAT_UNKNOWN, "cipher " + number, "gone");
                                },
                                block.header(),
                                payload,
                                SHARD,
                                BlockSamples.expected(0, 1, true)));
        assertEquals(ErrorCode.FORMAT_UNKNOWN, noReader.code());
        assertEquals(Formats.AES_256_CTR_V1.number(), block.header().outerSuite());
        var stranger =
                assertThrows(HoldfastException.class, () -> new BlockOpener().locate(new TestKeys(2), block.header()));
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, stranger.code());
    }
}
