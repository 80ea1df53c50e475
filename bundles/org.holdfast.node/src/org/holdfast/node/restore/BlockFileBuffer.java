// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.holdfast.format.block.BlockHeader;

/**
 * A block's file as it arrives piece by piece, from the beginning on: header, tags, payload. The payload is what the file
 * ends with, so it is found though the header may be damaged and nobody knows how many tags there were. One thread's.
 */
final class BlockFileBuffer {
    private final byte[] header = new byte[BlockHeader.BYTES];
    /** The last bytes that came: a ring, where the tags, which come first, are overwritten by the end of the payload. */
    private final byte[] ring;
    /** Bytes after the header, until the ring is put straight. */
    private int received;

    BlockFileBuffer(int payloadLength) {
        this.ring = new byte[payloadLength];
    }

    /** Takes bytes that belong at {@code offset} of the file, which follow those before. */
    void put(int offset, ByteBuffer data) {
        if (offset < header.length) {
            data.get(header, offset, Math.min(header.length - offset, data.remaining()));
        }
        while (data.hasRemaining()) {
            int at = received % ring.length;
            int count = Math.min(ring.length - at, data.remaining());
            data.get(ring, at, count);
            received += count;
        }
    }

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    BlockHeader header() {
        return BlockHeader.read(ByteBuffer.wrap(header));
    }

    /** What the file ends with; always the same array, to be asked for when everything is here. */
    byte[] payload() {
        int begin = received % ring.length;
        if (begin > 0) {
            byte[] end = Arrays.copyOf(ring, begin);
            System.arraycopy(ring, begin, ring, 0, ring.length - begin);
            System.arraycopy(end, 0, ring, ring.length - begin, begin);
            received = 0;
        }
        return ring;
    }
}
