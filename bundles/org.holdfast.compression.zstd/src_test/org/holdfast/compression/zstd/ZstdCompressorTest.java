// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.zstd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Test;

class ZstdCompressorTest {
    private static final byte[] TEXT =
            "Computers of one organisation back each other up. ".repeat(400).getBytes(StandardCharsets.US_ASCII);

    @Test
    void itServesItsFormat() {
        assertEquals(Formats.ZSTD_V1, compressor().id());
    }

    @Test
    void whatAnyLevelWroteIsReadByAnyOther() {
        byte[] plain = numbers(200_000);
        int fast = compress(new ZstdCompressor(-5), plain).length;
        int small = compress(new ZstdCompressor(19), plain).length;
        assertTrue(small < fast, "level 19 gave " + small + ", level -5 " + fast);
        for (int level = -5; level <= 19; level++) {
            byte[] packed = compress(new ZstdCompressor(level), plain);
            assertArrayEquals(plain, decompress(packed, plain.length), "level " + level);
        }
    }

    @Test
    void theDefaultsArePinned() throws ReflectiveOperationException {
        assertEquals(1, ZstdConfig.class.getMethod("level").getDefaultValue());
        assertEquals(1, ZstdConfig.class.getDeclaredMethods().length);
        assertEquals(20_000, decompress(compress(new ZstdCompressor(config(3)), TEXT), TEXT.length).length);
    }

    @Test
    void otherLevelsAreRefusedByName() {
        for (int level : new int[] {-6, 20, Integer.MAX_VALUE}) {
            HoldfastException refused = assertThrows(HoldfastException.class, () -> new ZstdCompressor(config(level)));
            assertEquals(ErrorCode.CONFIG_INVALID, refused.code());
            assertTrue(refused.getMessage().contains("-5 and 19, not " + level), refused.getMessage());
        }
    }

    @Test
    void aFrameThatDoesNotNameItsLengthIsRefused() {
        try (var context = new ZstdCompressCtx().setContentSize(false)) {
            byte[] packed = context.compress(TEXT);
            assertThrows(MalformedInput.class, () -> decompress(packed, TEXT.length));
        }
    }

    @Test
    void aFrameThatLiesAboutItsLengthIsRefused() {
        byte[] packed = compress(compressor(), TEXT);
        // Frame header (RFC 8878, 3.1.1.1): magic 4, descriptor 1 (single segment, 2-byte size), size − 256.
        ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(0x60, packed[4] & 0xE0);
        assertEquals(TEXT.length - 256, header.getShort(5));
        header.putShort(5, (short) (TEXT.length - 256 - 1));
        assertThrows(MalformedInput.class, () -> decompress(packed, TEXT.length - 1));
        header.putShort(5, (short) (TEXT.length - 256 + 1));
        assertThrows(MalformedInput.class, () -> decompress(packed, TEXT.length + 1));
    }

    @Test
    void severalFramesAreRefused() {
        byte[] one = compress(compressor(), TEXT);
        byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 0, 0, 0, 0};
        assertThrows(MalformedInput.class, () -> decompress(join(one, one), TEXT.length));
        assertThrows(MalformedInput.class, () -> decompress(join(one, one), 2 * TEXT.length));
        assertThrows(MalformedInput.class, () -> decompress(join(one, skippable), TEXT.length));
        assertThrows(MalformedInput.class, () -> decompress(join(skippable, one), TEXT.length));
    }

    @Test
    void whoeverHoldsItMayGoOnAfterItWasClosed() {
        var compressor = compressor();
        byte[] packed = compress(compressor, TEXT);
        compressor.close();
        assertArrayEquals(packed, compress(compressor, TEXT));
        byte[] back = new byte[TEXT.length];
        compressor.decompress(packed, 0, packed.length, back, 0, back.length);
        assertArrayEquals(TEXT, back);
    }

    /** Frames written by an older release of the library, and by the zstd command, must stay readable. */
    @Test
    void publishedFramesAreRead() throws IOException {
        GoldenVectors.assertReproducedBy(compressor());
    }

    private static ZstdCompressor compressor() {
        return new ZstdCompressor(ZstdCompressor.DEFAULT_LEVEL);
    }

    private static byte[] compress(ZstdCompressor compressor, byte[] plain) {
        byte[] out = new byte[plain.length];
        int written = compressor.compress(plain, 0, plain.length, out, 0);
        return Arrays.copyOf(out, written);
    }

    private static byte[] decompress(byte[] packed, int exactLength) {
        byte[] out = new byte[exactLength];
        compressor().decompress(packed, 0, packed.length, out, 0, exactLength);
        return out;
    }

    private static byte[] numbers(int length) {
        Random random = new Random(5);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append(random.nextInt(1_000_000)).append(' ');
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), length);
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    private static ZstdConfig config(int level) {
        return new ZstdConfig() {
            @Override
            public int level() {
                return level;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return ZstdConfig.class;
            }
        };
    }
}
