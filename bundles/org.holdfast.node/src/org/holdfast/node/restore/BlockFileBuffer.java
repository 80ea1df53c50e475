// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.nio.ByteBuffer;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.HoldfastException;

/**
 * A block's file as it arrives piece by piece, from the beginning on: header, tags, payload. The tags are for audits and
 * are not kept here; how many there are says the header, and whether that is true shows the check of the block. One
 * thread's.
 */
final class BlockFileBuffer {
    private final byte[] header = new byte[BlockHeader.BYTES];
    private final byte[] payload;
    /** Known once the header is here. */
    private int tagsLength;

    BlockFileBuffer(int payloadLength) {
        this.payload = new byte[payloadLength];
    }

    /** Takes bytes that belong at {@code offset} of the file, which follow those before. */
    void put(int offset, ByteBuffer data) {
        int at = offset;
        if (at < header.length) {
            int count = Math.min(header.length - at, data.remaining());
            data.get(header, at, count);
            at += count;
            tagsLength = at == header.length ? tagsLength() : 0;
        }
        int begin = header.length + tagsLength;
        int skipped = Math.min(Math.max(0, begin - at), data.remaining());
        data.position(data.position() + skipped);
        at += skipped;
        // A file that is longer than its header says is not what was stored; the check finds that out by the hash.
        int fits = Math.min(data.remaining(), payload.length - Math.max(0, at - begin));
        data.get(payload, Math.max(0, at - begin), Math.max(0, fits));
        data.position(data.limit());
    }

    /** A header that is damaged is judged later; until then its block has no tags. */
    private int tagsLength() {
        try {
            return header().tagsLength();
        } catch (HoldfastException e) {
            return 0;
        }
    }

    /** @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION */
    BlockHeader header() {
        return BlockHeader.read(ByteBuffer.wrap(header));
    }

    byte[] payload() {
        return payload;
    }
}
