// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyUse;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.model.OwnerId;

/** What a block's ids and keys are derived from. Every input that changes the payload changes the id, and so the key. */
final class BlockKeys {
    private static final byte[] OUTER = "ctr".getBytes(StandardCharsets.US_ASCII);

    private BlockKeys() {}

    // block id = trunc16(HMAC(bid, random 16 | partner 32 | agreement 16 | segment 16 | code u16 | m u8 | k u8
    //            | position u16 | pipeline u16 | outer suite u16 | audit suite u16 | log2 of sub-block u8
    //            | shard length u32))

    static BlockId id(
            GenerationKeys keys,
            byte[] random16,
            BlockTarget target,
            ShardLocation location,
            int outerSuite,
            Tagging tagging) {
        byte[] input = new ByteWriter(100)
                .bytes(random16)
                .id32(target.partner().value())
                .id16(target.agreement().value())
                .id16(location.segment().value())
                .u16(location.formats().code())
                .u8(location.shape().m())
                .u8(location.shape().k())
                .u16(location.position())
                .u16(location.pipeline().bits())
                .u16(outerSuite)
                .u16(tagging.suite())
                .u8(tagging.log2())
                .u32(location.shardLength())
                .toArray();
        return new BlockId(Id16.truncated(keys.mac(KeyUse.BLOCK_ID, input)));
    }

    // outer key = HMAC(outer, "ctr" | partner 32 | agreement 16 | block id 16 | outer suite u16 | 1)

    static byte[] outer(
            GenerationKeys keys, int length, OwnerId partner, AgreementId agreement, BlockId block, int outerSuite) {
        byte[] input = new ByteWriter(80)
                .bytes(OUTER)
                .id32(partner.value())
                .id16(agreement.value())
                .id16(block.value())
                .u16(outerSuite)
                .u8(1)
                .toArray();
        return keys.key(KeyUse.OUTER, length, input);
    }

    /** HMAC(blockmac, header bytes 0 to 263). */
    static byte[] ownerMac(GenerationKeys keys, BlockHeader header) {
        return keys.mac(KeyUse.BLOCK_MAC, Arrays.copyOf(header.bytes(), BlockHeader.MAC_COVERS));
    }
}
