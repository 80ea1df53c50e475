// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import java.nio.ByteBuffer;

/**
 * A block ready to be sent: its header, tags of the length that the header says, and the payload in the array that the
 * caller gave.
 */
public record SealedBlock(BlockHeader header, byte[] tags, byte[] payload, int payloadLength) {
    /** What follows the header: tags, then payload. Not copied. */
    public ByteBuffer[] content() {
        return new ByteBuffer[] {ByteBuffer.wrap(tags), ByteBuffer.wrap(payload, 0, payloadLength)};
    }

    /** Bytes of the block's file. */
    public long fileLength() {
        return new BlockFile(header).length().value();
    }

    @Override
    public String toString() {
        return "block " + header.block() + ", " + payloadLength + " bytes";
    }
}
