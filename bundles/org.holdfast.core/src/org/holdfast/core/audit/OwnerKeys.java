// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.OwnedBlocks;

/**
 * What an owner judges proofs with. Both methods may throw WRONG_KEY or BLOCK_UNKNOWN: then nothing is known about the
 * proof.
 */
public interface OwnerKeys {
    /** The key that all blocks of one generation under one agreement share, 32 bytes; to be wiped by the caller. */
    byte[] shared(OwnerId partner, AgreementId agreement, AuditScheme scheme, int keyGeneration);

    /** What this owner knows of its blocks with a partner. */
    OwnedBlocks owned(OwnerId partner, AgreementId agreement, AuditScheme scheme);
}
