// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.holdfast.format.block.BlockSamples.SHARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.holdfast.format.support.Cases;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Decoded;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.spi.coding.Shards;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A partner that dropped its shard and begs the others for theirs gets nothing from them, outer layer on. */
class OuterLayerTest {
    private static final int N = BlockSamples.SHAPE.n();

    @Test
    @Tag("R34")
    void otherPayloadsRebuildAPayloadOnlyWithTheOuterLayerOff() {
        Cases.each(20, random -> {
            List<byte[]> shards = codeword(random);
            for (int lost = 0; lost < N; lost++) {
                List<byte[]> bare = payloads(shards, false, random);
                assertArrayEquals(bare.get(lost), rebuilt(bare, lost));
                List<byte[]> sealed = payloads(shards, true, random);
                assertUnrelated(sealed.get(lost), rebuilt(sealed, lost));
                assertUnrelated(shards.get(lost), rebuilt(sealed, lost));
            }
        });
    }

    private static List<byte[]> codeword(RandomGenerator random) {
        List<byte[]> shards = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            shards.add(i < N - 1 ? Cases.bytes(random, SHARD) : new byte[SHARD]);
        }
        new Parity().encode(Shards.ofData(slices(shards), SHARD, N - 1));
        return shards;
    }

    private static List<byte[]> payloads(List<byte[]> shards, boolean outer, RandomGenerator random) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < N; i++) {
            payloads.add(BlockSamples.payload(BlockSamples.seal(shards.get(i), i, 1, outer, random)));
        }
        return payloads;
    }

    private static byte[] rebuilt(List<byte[]> payloads, int lost) {
        List<byte[]> copies = new ArrayList<>();
        payloads.forEach(payload -> copies.add(payload.clone()));
        copies.set(lost, new byte[SHARD]);
        BitSet present = new BitSet();
        present.set(0, N);
        present.clear(lost);
        Decoded decoded = new Parity().reconstruct(new Shards(slices(copies), SHARD, present));
        assertEquals(new Decoded.Complete(), decoded);
        return copies.get(lost);
    }

    private static List<Shards.Slice> slices(List<byte[]> shards) {
        return shards.stream().map(shard -> new Shards.Slice(shard, 0)).toList();
    }

    /** No more equal bytes than chance gives: 128 of 32 KiB, with a standard deviation of 11. */
    private static void assertUnrelated(byte[] one, byte[] other) {
        int same = 0;
        for (int i = 0; i < SHARD; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        assertTrue(same < 128 + 8 * 11, same + " bytes are right");
    }

    /** n+1 parity: the simplest code there is. */
    private record Parity() implements ErasureCode {
        @Override
        public CodeShape shape() {
            return BlockSamples.SHAPE;
        }

        @Override
        public int alignment() {
            return 1;
        }

        @Override
        public void encode(Shards shards) {
            reconstruct(shards);
        }

        @Override
        public Decoded reconstruct(Shards shards) {
            int absent = shards.present().nextClearBit(0);
            if (shards.presentCount() < N - 1) {
                return new Decoded.NeedMore(shards.presentCount(), N - 1);
            }
            Shards.Slice out = shards.slice(absent);
            for (int i = 0; i < N; i++) {
                Shards.Slice in = shards.slice(i);
                for (int at = 0; i != absent && at < shards.length(); at++) {
                    out.array()[out.offset() + at] ^= in.array()[in.offset() + at];
                }
            }
            shards.markPresent(absent);
            return new Decoded.Complete();
        }
    }
}
