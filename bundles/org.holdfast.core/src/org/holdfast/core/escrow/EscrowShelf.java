// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.escrow;

import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.model.OwnerId;

/** Where boxes lie. Thread-safe; what is kept is durable on return. */
public interface EscrowShelf {
    /** {@link KeptEscrow#NOTHING} if nothing of this owner ever came. */
    KeptEscrow find(OwnerId owner);

    /** Replaces what there is. */
    void keep(OwnerId owner, KeptEscrow kept);
}
