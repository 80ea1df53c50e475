// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.HoldfastException;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.StoreReceipt;

/**
 * Two words of one holder, both under its device signature, that cannot both be true: it stored the block, and it cannot
 * show that block. Anybody who knows the holder's certificate can check it.
 *
 * @param receipt the encoded {@link StoreReceipt}
 * @param answer the signed message that says otherwise, encoded: AUDIT_SHOWN with other hashes, or AUDIT_MISSING
 */
public record AuditEvidence(BlockId block, Bytes receipt, Bytes answer) {
    /** Length of a whole AUDIT_SHOWN; no AUDIT_MISSING has it. */
    private static final int SHOWN_BYTES = 326;

    /** Whether the two words contradict each other, whoever signed them. False for anything that does not read. */
    public boolean isContradiction() {
        try {
            StoreReceipt stored = StoreReceipt.parse(receipt);
            return stored.block().equals(block) && contradicts(stored);
        } catch (HoldfastException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean contradicts(StoreReceipt stored) {
        if (answer.length() == SHOWN_BYTES) {
            AuditShown shown = AuditShown.parse(answer);
            return isBetween(stored, shown.names())
                    && shown.block().equals(block)
                    && !shown.time().isBefore(stored.storedAt())
                    && !shown.agreesWith(stored);
        }
        AuditMissing missing = AuditMissing.parse(answer);
        return isBetween(stored, missing.names())
                && missing.blocks().contains(block)
                && !missing.time().isBefore(stored.storedAt());
    }

    private static boolean isBetween(StoreReceipt stored, AuditNames names) {
        return stored.owner().equals(names.owner())
                && stored.partner().equals(names.partner())
                && stored.agreement().equals(names.agreement());
    }

    /**
     * Whether it convicts the holder.
     *
     * @param then the device of the holder that stored the block
     * @param now the device of the holder that answered
     */
    public boolean convicts(DeviceKey then, DeviceKey now) {
        if (!isContradiction() || !StoreReceipt.parse(receipt).signedBy(then)) {
            return false;
        }
        return answer.length() == SHOWN_BYTES
                ? AuditShown.parse(answer).signedBy(now)
                : AuditMissing.parse(answer).signedBy(now);
    }
}
