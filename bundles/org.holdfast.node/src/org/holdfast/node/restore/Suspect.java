// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import org.holdfast.core.port.PlacementRow;
import org.holdfast.format.Mac;

/**
 * A block that came back and failed its check: lost, as long as there are enough others.
 *
 * @param place what the ledger knows of the block that should be there
 * @param file what came, still sealed
 */
record Suspect(PlacementRow place, BlockFileBuffer file) {
    /** Whether the payload is the one that was stored, and so only what stands around it is not. */
    boolean hasStoredPayload() {
        byte[] hash = Mac.sha256(file.payload()).bytes();
        return Mac.same(hash, place.payloadHash().bytes());
    }
}
