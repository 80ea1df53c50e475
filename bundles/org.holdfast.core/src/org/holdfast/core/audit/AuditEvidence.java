// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;

/**
 * Two words of one holder, both under its device signature, that cannot both be true: it stored the block, and it cannot
 * show that block. Anybody who knows the holder's certificate can check it.
 *
 * @param receipt the encoded {@code wire.StoreReceipt}
 * @param answer body of the signed message that says otherwise: AUDIT_SHOWN with other hashes, or AUDIT_MISSING
 */
public record AuditEvidence(BlockId block, Bytes receipt, Bytes answer) {}
