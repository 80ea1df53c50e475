// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.charset.StandardCharsets;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyUse;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * What the keys of a block's audits are derived from, as it stands in the block's header and in the owner's ledger. All of
 * it is in one key or the other, so a tag fits one payload of one owner, at one partner, in one block and version, and
 * nothing else.
 *
 * @param sequence the block's version number in the agreement, from 1
 * @param suite number of the scheme's format
 * @param log2 binary logarithm of a piece's length; 0 for whole blocks
 */
public record AuditKeys(
        OwnerId partner, AgreementId agreement, BlockId block, long sequence, Digest payloadHash, int suite, int log2) {
    private static final byte[] SHARED = "ghash".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OWN = "mask".getBytes(StandardCharsets.US_ASCII);

    // shared key = HMAC(audit, "ghash" | partner 32 | agreement 16 | audit suite u16 | log2 of sub-block u8 | 1)

    /** The same for all blocks of a key generation under an agreement; 32 bytes. */
    public byte[] shared(GenerationKeys keys) {
        byte[] input = new ByteWriter(57)
                .bytes(SHARED)
                .id32(partner.value())
                .id16(agreement.value())
                .u16(suite)
                .u8(log2)
                .u8(1)
                .toArray();
        return keys.mac(KeyUse.AUDIT, input);
    }

    // block key  = HMAC(audit, "mask" | partner 32 | agreement 16 | block id 16 | sequence u64 | audit suite u16
    //              | log2 of sub-block u8 | SHA-256 of the payload 32 | 1)

    /** The block's own; 32 bytes. */
    public byte[] block(GenerationKeys keys) {
        byte[] input = new ByteWriter(112)
                .bytes(OWN)
                .id32(partner.value())
                .id16(agreement.value())
                .id16(block.value())
                .u64(sequence)
                .u16(suite)
                .u8(log2)
                .id32(payloadHash.value())
                .u8(1)
                .toArray();
        return keys.mac(KeyUse.AUDIT, input);
    }
}
