// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a picture says of itself before it is unpacked: a few bytes can unpack to more pixels than there is memory.
 *
 * @param format PNG, JPEG or GIF
 * @param width in pixels, as the height; of a GIF the larger of its screen and its first frame
 */
public record PictureHead(String format, int width, int height) {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final int LONGEST_SIDE = 16_384;

    /** Five bytes each while it is unpacked, in a heap of 224 MB; a telephone's pictures have 12.2 million. */
    private static final long MOST_PIXELS = 12_500_000;

    /** A picture that is refined step by step takes all its pixels for each step. */
    private static final int MOST_SCANS = 64;

    private static final int MARKER = 0xff;
    private static final int SCAN = 0xda;

    /** Empty if it is none of the three, or is damaged before its size. */
    public static Optional<PictureHead> read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length >= PNG.length + 8 && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length)) {
            return head("PNG", in.getInt(PNG.length), in.getInt(PNG.length + 4));
        }
        if (bytes.length > 4 && in.getShort(0) == (short) 0xffd8) {
            return jpeg(in);
        }
        return FirstFrame.of(bytes).flatMap(frame -> head("GIF", frame.width(), frame.height()));
    }

    private static Optional<PictureHead> head(String format, int width, int height) {
        return width > 0 && height > 0 ? Optional.of(new PictureHead(format, width, height)) : Optional.empty();
    }

    /** From marker to marker, up to the one that has the size. */
    private static Optional<PictureHead> jpeg(ByteBuffer in) {
        int at = 2;
        while (at + 9 <= in.limit() && (in.get(at) & 0xff) == MARKER) {
            int marker = in.get(at + 1) & 0xff;
            if (marker == MARKER) { // filling
                at++;
            } else if (isFrame(marker)) {
                return head("JPEG", in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff);
            } else if (isBare(marker)) {
                return Optional.empty();
            } else {
                at += 2 + (in.getShort(at + 2) & 0xffff);
            }
        }
        return Optional.empty();
    }

    /** SOF0 to SOF15, between which DHT, JPG and DAC lie. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /**
     * What no length follows, or the picture itself: a decoder would go on elsewhere than here, and find another size. None
     * of them stands before the size in what cameras and programs write.
     */
    private static boolean isBare(int marker) {
        return marker <= 0x01 || marker >= 0xd0 && marker <= SCAN;
    }

    /** Whether it may be unpacked. */
    public boolean isModest() {
        return width <= LONGEST_SIDE && height <= LONGEST_SIDE && (long) width * height <= MOST_PIXELS;
    }

    /** The same picture without what would be unpacked again and again: further frames; empty if that cannot be had. */
    Optional<byte[]> single(byte[] bytes) {
        return switch (format) {
            case "GIF" -> FirstFrame.of(bytes).map(frame -> frame.alone(bytes));
            case "JPEG" -> scans(bytes) <= MOST_SCANS ? Optional.of(bytes) : Optional.empty();
            default -> Optional.of(bytes);
        };
    }

    private static int scans(byte[] bytes) {
        int scans = 0;
        for (int i = 0; i + 1 < bytes.length; i++) {
            if ((bytes[i] & 0xff) == MARKER && (bytes[i + 1] & 0xff) == SCAN) {
                scans++;
            }
        }
        return scans;
    }
}
