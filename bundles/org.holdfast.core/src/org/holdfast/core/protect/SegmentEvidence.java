// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.util.List;
import org.holdfast.model.BlockClass;
import org.holdfast.model.CodeShape;

/** The receipts of one segment, in any order; several for one position or from one host count once. */
public record SegmentEvidence(BlockClass blockClass, CodeShape shape, List<ShardReceipt> receipts) {
    public SegmentEvidence {
        receipts = List.copyOf(receipts);
        for (ShardReceipt receipt : receipts) {
            if (receipt.position() < 0 || receipt.position() >= shape.n()) {
                throw new IllegalArgumentException("a codeword " + shape + " has no position " + receipt.position());
            }
        }
    }
}
