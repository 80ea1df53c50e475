// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.nio.ByteBuffer;
import org.holdfast.format.block.BlockHeader;

/** A block's file as it arrives piece by piece: header first, then the payload. One thread's. */
final class BlockFileBuffer {
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final byte[] payload;

    BlockFileBuffer(int payloadLength) {
        this.payload = new byte[payloadLength];
    }

    /** Length of the whole file. */
    int length() {
        return header.length + payload.length;
    }

    /** Takes bytes that belong at {@code offset} of the file. */
    void put(int offset, ByteBuffer data) {
        int at = offset;
        if (at < header.length) {
            int count = Math.min(header.length - at, data.remaining());
            data.get(header, at, count);
            at += count;
        }
        data.get(payload, at - header.length, data.remaining());
    }

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    BlockHeader header() {
        return BlockHeader.read(ByteBuffer.wrap(header));
    }

    byte[] payload() {
        return payload;
    }
}
