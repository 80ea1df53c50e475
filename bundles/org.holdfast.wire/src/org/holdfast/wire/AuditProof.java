// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;

/**
 * AUDIT_PROOF: the end of a proof, after its bytes went ahead in AUDIT_DATA.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98    32  R
 *    130     4  length        of the proof
 *    134    32  SHA-256 of the proof
 *    166     8  time          ms since 1970
 *    174     1  p             length of the picks, at most 125
 *    175     p  picks         as in AUDIT_NARROW; empty for all that was drawn
 *      …    64  holder's device signature, type "audit-proof"
 * </pre>
 */
public record AuditProof(
        AuditNames names, Digest random, int length, Digest proof, Instant time, Bytes picks, Bytes signature)
        implements SignedAudit {
    static final int LONGEST = 175 + Limits.AUDIT_PICKS + Signatures.BYTES;

    public AuditProof {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        SignedAudit.requireSignature(signature);
        if (length < 0 || picks.length() > Limits.AUDIT_PICKS) {
            throw new IllegalArgumentException("picks have at most " + Limits.AUDIT_PICKS + " bytes");
        }
    }

    public AuditProof signed(Signer holder) {
        return new AuditProof(names, random, length, proof, time, picks, signature(holder));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_PROOF;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.id32(random.value()).u32(length).id32(proof.value()).millis(time).bytes8(picks);
    }

    static AuditProof read(ByteReader in) {
        return new AuditProof(
                AuditNames.read(in),
                new Digest(in.id32()),
                in.u32(Integer.MAX_VALUE),
                new Digest(in.id32()),
                in.millis(),
                in.bytes8(),
                SignedAudit.signature(in));
    }
}
