// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.holdfast.format.block.BlockSamples.SHARD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.holdfast.format.Mac;
import org.holdfast.format.support.Cases;
import org.junit.jupiter.api.Test;

class HolderCheckTest {
    private final SealedBlock block =
            BlockSamples.seal(Cases.bytes(Cases.seeded(1), SHARD), 0, 1, true, Cases.seeded(1));
    private final byte[] payload = BlockSamples.payload(block);

    @Test
    void wholeBlockPassesInPiecesOfAnySize() {
        Cases.each(50, random -> {
            var check = new HolderCheck(block.header());
            for (int at = 0; at < payload.length; ) {
                int piece = Math.min(payload.length - at, 1 + random.nextInt(9000));
                check.accept(ByteBuffer.wrap(payload, at, piece));
                at += piece;
                assertEquals(at, check.seen());
            }
            assertEquals(HolderCheck.Verdict.WHOLE, check.verdict());
        });
    }

    @Test
    void everyDefectHasItsName() {
        assertEquals(HolderCheck.Verdict.TOO_SHORT, verdict(block.header(), Arrays.copyOf(payload, SHARD - 1)));
        assertEquals(HolderCheck.Verdict.TOO_LONG, verdict(block.header(), Arrays.copyOf(payload, SHARD + 1)));
        byte[] altered = payload.clone();
        altered[SHARD / 2] ^= 4;
        assertEquals(HolderCheck.Verdict.PAYLOAD_CHANGED, verdict(block.header(), altered));
    }

    @Test
    void tagsAreCheckedApartFromThePayload() {
        byte[] tags = Cases.bytes(Cases.seeded(3), 8 * 16);
        ByteBuffer b = ByteBuffer.wrap(block.header().bytes());
        b.putShort(124, (short) 1)
                .put(126, (byte) 12)
                .putInt(132, 8)
                .put(232, Mac.sha256(tags).bytes());
        BlockHeader tagged = BlockHeader.read(b);
        byte[] whole =
                ByteBuffer.allocate(tags.length + SHARD).put(tags).put(payload).array();
        assertEquals(HolderCheck.Verdict.WHOLE, verdict(tagged, whole));
        whole[127] ^= 1;
        assertEquals(HolderCheck.Verdict.TAGS_CHANGED, verdict(tagged, whole));
        whole[127] ^= 1;
        whole[128] ^= 1;
        assertEquals(HolderCheck.Verdict.PAYLOAD_CHANGED, verdict(tagged, whole));
    }

    private static HolderCheck.Verdict verdict(BlockHeader header, byte[] afterHeader) {
        var check = new HolderCheck(header);
        for (int at = 0; at < afterHeader.length; at += 100) {
            check.accept(ByteBuffer.wrap(afterHeader, at, Math.min(100, afterHeader.length - at)));
        }
        return check.verdict();
    }
}
