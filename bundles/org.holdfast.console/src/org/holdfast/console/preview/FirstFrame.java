// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first frame of a GIF: whoever unpacks a GIF unpacks all of its frames, and there may be thousands.
 *
 * <pre>
 * 0   GIF87a or GIF89a
 * 6   u16 width, u16 height of the screen, little-endian
 * 10  u8 flags: 0x80 a table of 2^(1 + (flags &amp; 7)) colours follows, 3 bytes each; u8, u8
 * 13  the table; then blocks:
 *     0x21, u8 label, sub-blocks                       an extension
 *     0x2c, u16 x, y, width, height, u8 flags, table,
 *           u8, sub-blocks                             a frame
 *     0x3b                                             the end
 * a sub-block is u8 length and as many bytes; one of length 0 is the last
 * </pre>
 *
 * @param end behind the frame; behind the bytes if they end inside it
 */
record FirstFrame(int width, int height, int end) {
    private static final int HEAD = 13;
    private static final int FRAME_HEAD = 10;
    private static final byte TRAILER = 0x3b;

    /** Empty if it is no GIF, or has no frame. */
    static Optional<FirstFrame> of(byte[] bytes) {
        if (bytes.length < HEAD || !new String(bytes, 0, 6, StandardCharsets.US_ASCII).matches("GIF8[79]a")) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = HEAD + table(in.get(10));
        while (at + FRAME_HEAD < bytes.length && in.get(at) == 0x21) {
            at = behindSubBlocks(bytes, at + 2);
        }
        if (at + FRAME_HEAD >= bytes.length || in.get(at) != 0x2c) {
            return Optional.empty();
        }
        int data = at + FRAME_HEAD + table(in.get(at + 9)) + 1;
        return Optional.of(new FirstFrame(
                Math.max(unsigned(in, 6), unsigned(in, at + 5)),
                Math.max(unsigned(in, 8), unsigned(in, at + 7)),
                Math.min(bytes.length, behindSubBlocks(bytes, data))));
    }

    private static int unsigned(ByteBuffer in, int at) {
        return in.getShort(at) & 0xffff;
    }

    private static int table(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (1 + (flags & 7));
    }

    private static int behindSubBlocks(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != 0) {
            at += 1 + (bytes[at] & 0xff);
        }
        return at + 1;
    }

    /** A GIF with this frame only. */
    byte[] alone(byte[] bytes) {
        byte[] alone = Arrays.copyOf(bytes, end + 1);
        alone[end] = TRAILER;
        return alone;
    }
}
