// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.OwnerId;

/**
 * Which audit a signed message is about, and between whom: so that it means nothing in any other. The first 98 bytes of
 * each of them.
 *
 * <pre>
 * offset  size  field
 *      0     2  version     1
 *      2    16  audit
 *     18    32  owner       who audits
 *     50    32  partner     who holds
 *     82    16  agreement
 *     98
 * </pre>
 */
public record AuditNames(AuditId audit, OwnerId owner, OwnerId partner, AgreementId agreement) {
    /** Length of the encoded form, version included. */
    static final int BYTES = 98;

    private static final int VERSION = 1;

    void write(ByteWriter out) {
        out.u16(VERSION)
                .id16(audit.value())
                .id32(owner.value())
                .id32(partner.value())
                .id16(agreement.value());
    }

    static AuditNames read(ByteReader in) {
        in.version(VERSION);
        return new AuditNames(
                new AuditId(in.id16()), new OwnerId(in.id32()), new OwnerId(in.id32()), new AgreementId(in.id16()));
    }
}
