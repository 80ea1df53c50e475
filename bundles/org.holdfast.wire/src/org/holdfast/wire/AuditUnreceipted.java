// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * AUDIT_UNRECEIPTED: the commitment does not follow on what the holder knows. Either an earlier audit has no receipt
 * yet, or the number is not above that of the last one that has. {@link AuditNames} are those of the audit that the
 * holder knows last.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98     8  number       of that audit
 *    106     1  open         1 if it has no receipt
 *    107    32  SHA-256 of its commitment's body
 *    139     8  time         ms since 1970
 *    147    64  holder's device signature, type "audit-unreceipted"
 *    211
 * </pre>
 */
public record AuditUnreceipted(
        AuditNames names, long number, boolean open, Digest commitment, Instant time, Bytes signature)
        implements SignedAudit {
    static final int BYTES = 211;

    public AuditUnreceipted {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        SignedAudit.requireSignature(signature);
        if (number < 1) {
            throw new IllegalArgumentException("audits count from 1");
        }
    }

    public AuditUnreceipted signed(Signer holder) {
        return new AuditUnreceipted(names, number, open, commitment, time, signature(holder));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_UNRECEIPTED;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.u64(number).u8(open ? 1 : 0).id32(commitment.value()).millis(time);
    }

    static AuditUnreceipted read(ByteReader in) {
        return new AuditUnreceipted(
                AuditNames.read(in),
                in.u64(),
                ReadLayout.flag(in),
                new Digest(in.id32()),
                in.millis(),
                SignedAudit.signature(in));
    }
}
