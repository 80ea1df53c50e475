// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestCipher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What error correction starts from: a damaged payload opened with nothing of its header. */
class UncheckedPayloadTest {
    @Test
    @Tag("R40")
    void onlyTheBytesThatWereDamagedAreWrong() {
        Cases.each(20, random -> {
            boolean outer = random.nextBoolean();
            byte[] shard = Cases.bytes(random, BlockSamples.SHARD);
            SealedBlock block = BlockSamples.seal(shard, 3, 1, outer, random);
            byte[] payload = BlockSamples.payload(block);
            int at = random.nextInt(payload.length);
            payload[at] ^= 0x10;
            PayloadKey key = new PayloadKey(
                    1,
                    BlockSamples.owner(13),
                    BlockSamples.agreement(3),
                    block.header().block(),
                    outer ? TestCipher.CTR.id().number() : 0);
            new BlockOpener().decryptUnchecked(BlockSamples.KEYS, TestCipher::of, key, payload);
            shard[at] ^= 0x10;
            assertArrayEquals(shard, payload);
        });
    }
}
