// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;

/**
 * AUDIT_MISSING: of what was drawn, these blocks cannot be shown. Said after the coin was thrown, so it is an admission
 * that comes too late; but it names the blocks, and the others can still be proved.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98    32  R
 *    130     8  time         ms since 1970
 *    138     2  n            number of blocks, 1 to 1000
 *    140  16 n  their ids    ascending
 *      …    64  holder's device signature, type "audit-missing"
 * </pre>
 */
public record AuditMissing(AuditNames names, Digest random, Instant time, List<BlockId> blocks, Bytes signature)
        implements SignedAudit {
    static final int LONGEST = 140 + Limits.AUDIT_SAMPLES * Id16.BYTES + Signatures.BYTES;

    public AuditMissing {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        blocks = AuditMessage.ascending(blocks, 1, Limits.AUDIT_SAMPLES);
        SignedAudit.requireSignature(signature);
    }

    public AuditMissing signed(Signer holder) {
        return new AuditMissing(names, random, time, blocks, signature(holder));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_MISSING;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.id32(random.value()).millis(time).u16(blocks.size());
        blocks.forEach(block -> out.id16(block.value()));
    }

    static AuditMissing read(ByteReader in) {
        AuditNames names = AuditNames.read(in);
        Digest random = new Digest(in.id32());
        Instant time = in.millis();
        int count = in.count16(Limits.AUDIT_SAMPLES, Id16.BYTES);
        List<BlockId> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(new BlockId(in.id16()));
        }
        return new AuditMissing(names, random, time, blocks, SignedAudit.signature(in));
    }

    /** Reads one that was kept, with its signature. Checks the shape only. */
    public static AuditMissing parse(Bytes encoded) {
        ByteReader in = new ByteReader("audit answer", encoded.toArray());
        AuditMissing missing = read(in);
        in.end();
        return missing;
    }
}
