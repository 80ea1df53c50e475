// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.sheet;

import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A PNG of one sheet (RFC 2083): one bit a pixel, no filter, drawn with letters of its own ({@link Letters}), so that it
 * looks the same on machines without fonts and without a desktop.
 */
final class PngPicture {
    private static final int MARGIN = 40;
    private static final int MODULE = 6;
    private static final int QUIET = 4;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private final List<CharSequence> lines;
    private final Optional<ByteMatrix> code;
    private final int width;
    private final int height;
    private final int row;
    private final byte[] pixels; // a byte for the filter before each row; 1 is white

    PngPicture(List<CharSequence> lines, Optional<ByteMatrix> code) {
        this.lines = lines;
        this.code = code;
        int columns = lines.stream().mapToInt(CharSequence::length).max().orElse(1);
        int side = code.map(matrix -> MODULE * (matrix.getWidth() + 2 * QUIET)).orElse(0);
        this.width = 2 * MARGIN + Math.max(columns * Letters.WIDTH, side);
        this.height = 2 * MARGIN + lines.size() * Letters.HEIGHT + side;
        this.row = 1 + (width + 7) / 8;
        this.pixels = new byte[row * height];
    }

    byte[] bytes() {
        Arrays.fill(pixels, (byte) 0xFF);
        for (int y = 0; y < height; y++) {
            pixels[y * row] = 0;
        }
        Letters letters = Letters.load();
        for (int line = 0; line < lines.size(); line++) {
            text(letters, lines.get(line), MARGIN + line * Letters.HEIGHT);
        }
        code.ifPresent(matrix -> squares(matrix, MARGIN + lines.size() * Letters.HEIGHT + QUIET * MODULE));
        byte[] made = encoded();
        Arrays.fill(pixels, (byte) 0);
        return made;
    }

    private void text(Letters letters, CharSequence line, int top) {
        for (int column = 0; column < line.length(); column++) {
            for (int y = 0; y < Letters.HEIGHT; y++) {
                for (int x = 0; x < Letters.WIDTH; x++) {
                    if (letters.isBlack(line.charAt(column), x, y)) {
                        black(MARGIN + column * Letters.WIDTH + x, top + y);
                    }
                }
            }
        }
    }

    private void squares(ByteMatrix matrix, int top) {
        int left = (width - MODULE * matrix.getWidth()) / 2;
        for (int y = 0; y < matrix.getHeight() * MODULE; y++) {
            for (int x = 0; x < matrix.getWidth() * MODULE; x++) {
                if (matrix.get(x / MODULE, y / MODULE) == 1) {
                    black(left + x, top + y);
                }
            }
        }
    }

    private void black(int x, int y) {
        pixels[y * row + 1 + x / 8] &= (byte) ~(0x80 >> x % 8);
    }

    private byte[] encoded() {
        byte[] packed = new byte[pixels.length + pixels.length / 100 + 64];
        int length;
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(pixels);
            deflater.finish();
            length = deflater.deflate(packed);
        }
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {1, 0, 0, 0, 0})
                .array();
        ByteBuffer out = ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + header.length + length);
        out.put(SIGNATURE);
        chunk(out, "IHDR", header, header.length);
        chunk(out, "IDAT", packed, length);
        chunk(out, "IEND", new byte[0], 0);
        Arrays.fill(packed, (byte) 0);
        return out.array();
    }

    private static void chunk(ByteBuffer out, String type, byte[] data, int length) {
        CRC32 crc = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        crc.update(name);
        crc.update(data, 0, length);
        out.putInt(length).put(name).put(data, 0, length).putInt((int) crc.getValue());
    }
}
