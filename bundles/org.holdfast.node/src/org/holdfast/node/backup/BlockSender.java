// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/** Brings one block to its partner. */
@FunctionalInterface
public interface BlockSender {
    /**
     * Returns when the partner has answered or cannot be reached; sending again is safe. Virtual threads only.
     *
     * @param content tags and payload, in one or several parts
     */
    Sent send(BlockHeader header, ByteBuffer... content);

    /** How it ended. */
    sealed interface Sent {
        /** The partner's signed and verified receipt. */
        record Stored(Bytes receipt) implements Sent {}

        /** Not reached, or lost in the middle: worth trying later. */
        record Away(String why) implements Sent {}

        /** The partner said no: for a reason that may pass (space, quota), or for good. */
        record Refused(ErrorCode code, String why) implements Sent {}
    }
}
