// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;

/**
 * AUDIT_RECEIPT: the owner's signed word how an audit ended. The holder keeps it: it rebuts whoever says that it never
 * answers, and without it the holder answers no later audit.
 *
 * <pre>
 * offset  size  field
 *      0    98  {@link AuditNames}
 *     98     8  number       of the audit
 *    106     1  result       {@link Result}
 *    107     8  time         ms since 1970
 *    115    64  owner's device signature, type "audit-receipt"
 *    179
 * </pre>
 */
public record AuditReceipt(AuditNames names, long number, Result result, Instant time, Bytes signature)
        implements SignedAudit {
    static final int BYTES = 179;

    /** How it ended. */
    public enum Result {
        /** All that was asked was shown. */
        PROVED(1),
        /** Something could not be shown. */
        WRONG(2),
        /** What was asked was shown; damage was admitted before. */
        ADMITTED(3),
        /** The owner's own tags were wrong. */
        BAD_TAGS(4),
        /** The owner knows nothing of it any more, or gave up. */
        UNDECIDED(5);

        private final int number;

        Result(int number) {
            this.number = number;
        }

        /** As written on the wire. */
        public int number() {
            return number;
        }

        static Result of(int number) {
            return Arrays.stream(values())
                    .filter(each -> each.number == number)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no result " + number));
        }
    }

    public AuditReceipt {
        time = time.truncatedTo(ChronoUnit.MILLIS);
        SignedAudit.requireSignature(signature);
        if (number < 1) {
            throw new IllegalArgumentException("audits count from 1");
        }
    }

    public AuditReceipt signed(Signer owner) {
        return new AuditReceipt(names, number, result, time, signature(owner));
    }

    @Override
    public SignedType signedType() {
        return SignedType.AUDIT_RECEIPT;
    }

    @Override
    public void writeBody(ByteWriter out) {
        names.write(out);
        out.u64(number).u8(result.number()).millis(time);
    }

    static AuditReceipt read(ByteReader in) {
        return new AuditReceipt(
                AuditNames.read(in), in.u64(), Result.of(in.u8()), in.millis(), SignedAudit.signature(in));
    }

    /** Reads one that was kept, with its signature. Checks the shape only. */
    public static AuditReceipt parse(Bytes encoded) {
        ByteReader in = new ByteReader("audit receipt", encoded.toArray());
        try {
            AuditReceipt receipt = read(in);
            in.end();
            return receipt;
        } catch (IllegalArgumentException e) {
            throw in.bad(String.valueOf(e.getMessage()));
        }
    }
}
