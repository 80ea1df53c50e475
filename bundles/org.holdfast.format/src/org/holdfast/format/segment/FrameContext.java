// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * What a segment's frames have in common: nonces, associated data and lengths. Holds both arrays, to be filled anew
 * for each frame. Not thread-safe.
 */
final class FrameContext {
    // A frame (docs/format.md, frames)
    //
    // 0      length u32        4   of what follows
    // 4      ciphertext
    // 4 + c  tag         overhead  16 with AES-256-GCM, 0 without a cipher
    //
    // nonce            kind u32 (0 data, 1 index) | number u64
    // associated data  segment header 64 | length u32; none for a cipher without a tag

    /** Bytes before the ciphertext. */
    static final int LENGTH_FIELD = 4;

    /** Longer chunk records continue in the next frame. */
    static final int MAX_PLAIN = 60 << 10;

    static final int DATA = 0;
    static final int INDEX = 1;

    private final byte[] nonce = new byte[12];
    private final byte[] associated;

    FrameContext(SegmentHeader header, CipherSuite suite) {
        associated = suite.overhead() == 0 ? new byte[0] : new byte[SegmentHeader.BYTES + LENGTH_FIELD];
        if (associated.length > 0) {
            ByteBuffer.wrap(associated).put(header.bytes());
        }
    }

    byte[] nonce(int kind, int number) {
        ByteBuffer.wrap(nonce).putInt(kind).putLong(number);
        return nonce;
    }

    byte[] associated(int frameLength) {
        if (associated.length > 0) {
            ByteBuffer.wrap(associated).putInt(SegmentHeader.BYTES, frameLength);
        }
        return associated;
    }

    /** Frames that a chunk record takes. */
    static int count(int record) {
        return (record + MAX_PLAIN - 1) / MAX_PLAIN;
    }

    /** Bytes that a chunk record takes as frames. */
    static int span(int record, int overhead) {
        return record + count(record) * (LENGTH_FIELD + overhead);
    }
}
