// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import org.holdfast.model.ByteCount;

/** Where the parts of a stored block lie: header, tags, payload, nothing else. */
public record BlockFile(BlockHeader header) {
    // Layout (docs/format.md, block file)
    //
    //   0      header    360
    // 360      tags      16 × sub-blocks, none in audit suite 0
    // 360 + t  payload   payload length

    /** Where the tags begin. */
    public int tagsOffset() {
        return BlockHeader.BYTES;
    }

    /** Where the payload begins. */
    public int payloadOffset() {
        return BlockHeader.BYTES + header.tagsLength();
    }

    /** The longest file that a payload of this length may have: tags for pieces of 512 bytes. */
    public static int longest(int payloadLength) {
        return BlockHeader.BYTES + payloadLength + (payloadLength >> 9) * BlockHeader.TAG_BYTES;
    }

    /** The whole file. */
    public ByteCount length() {
        return ByteCount.of((long) payloadOffset() + header.payloadLength());
    }
}
