// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;

/** A message that ends in a piece of a block. The codec never copies the piece. */
public sealed interface DataMessage permits PutMessage.PutData, ReadMessage.ReadData, AuditMessage.Data {
    /** The piece, read-only, from position to limit; 1 to {@link Limits#PIECE} bytes. */
    ByteBuffer data();

    /** Where the piece starts in the block's tags and payload, in its file, or in a proof. */
    int offset();

    /** A read-only view of the remaining bytes. @throws IllegalArgumentException if they are none or too many */
    static ByteBuffer view(int offset, ByteBuffer data) {
        if (offset < 0 || !data.hasRemaining() || data.remaining() > Limits.PIECE) {
            throw new IllegalArgumentException(
                    "a piece has 1 to " + Limits.PIECE + " bytes, not " + data.remaining() + " at " + offset);
        }
        return data.slice().asReadOnlyBuffer();
    }
}
