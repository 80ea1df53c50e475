// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * The last audit of an owner that this node knows as a holder.
 *
 * @param commitment SHA-256 of the body of its AUDIT_COMMIT
 * @param coin body of the AUDIT_COIN that was given
 * @param receipt the AUDIT_RECEIPT with its signature; empty until it came
 */
public record AnsweredRow(
        AgreementId agreement,
        OwnerId owner,
        AuditId audit,
        long number,
        Digest commitment,
        Bytes coin,
        Bytes receipt) {}
