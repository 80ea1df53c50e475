// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * AUDIT_SHOWN: the end of a whole block, after header, tags and payload went ahead in AUDIT_DATA: what the holder says
 * that it sent. With a store receipt of the same block that names other hashes it is evidence.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98    32  R
 *    130    16  block
 *    146     8  sequence
 *    154    32  SHA-256 of the header
 *    186    32  SHA-256 of the payload
 *    218    32  SHA-256 of the tags
 *    250     4  length       of header, tags and payload together
 *    254     8  time         ms since 1970
 *    262    64  holder's device signature, type "audit-shown"
 *    326
 * </pre>
 */
public record AuditShown(
        AuditNames names,
        Digest random,
        BlockId block,
        long sequence,
        Digest headerHash,
        Digest payloadHash,
        Digest tagsHash,
        int length,
        Instant time,
        Bytes signature)
        implements SignedAudit {
    static final int BYTES = 326;

    public AuditShown {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        SignedAudit.requireSignature(signature);
        if (sequence < 1 || length < 0) {
            throw new IllegalArgumentException("sequences count from 1");
        }
    }

    public AuditShown signed(Signer holder) {
        return new AuditShown(
                names, random, block, sequence, headerHash, payloadHash, tagsHash, length, time, signature(holder));
    }

    /** Whether it says the same of the block as this receipt. */
    public boolean agreesWith(StoreReceipt receipt) {
        return receipt.block().equals(block)
                && receipt.sequence() == sequence
                && receipt.headerHash().equals(headerHash)
                && receipt.payloadHash().equals(payloadHash)
                && receipt.tagsHash().equals(tagsHash);
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_SHOWN;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.id32(random.value())
                .id16(block.value())
                .u64(sequence)
                .id32(headerHash.value())
                .id32(payloadHash.value())
                .id32(tagsHash.value())
                .u32(length)
                .millis(time);
    }

    static AuditShown read(ByteReader in) {
        return new AuditShown(
                AuditNames.read(in),
                new Digest(in.id32()),
                new BlockId(in.id16()),
                in.u64(),
                new Digest(in.id32()),
                new Digest(in.id32()),
                new Digest(in.id32()),
                in.u32(Integer.MAX_VALUE),
                in.millis(),
                SignedAudit.signature(in));
    }

    /** Reads one that was kept, with its signature. Checks the shape only. */
    public static AuditShown parse(Bytes encoded) {
        ByteReader in = new ByteReader("audit answer", encoded.toArray());
        AuditShown shown = read(in);
        in.end();
        return shown;
    }
}
