// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * A challenge that this node put to a partner and that is not answered yet. At most one under an agreement.
 *
 * @param commit body of the AUDIT_COMMIT
 * @param half Ra, which nobody may see before the coin is there
 * @param coin body of the AUDIT_COIN and its signature; empty until it came
 * @param catalogue encoded, as the commitment names it
 * @param since when it was made
 */
public record OwedRow(
        AgreementId agreement,
        OwnerId partner,
        AuditId audit,
        long number,
        Bytes commit,
        Digest half,
        Bytes coin,
        Bytes catalogue,
        Instant since) {}
