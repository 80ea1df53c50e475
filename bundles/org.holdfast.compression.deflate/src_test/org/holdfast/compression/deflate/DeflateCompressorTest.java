// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.testkit.GoldenVectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R30")
class DeflateCompressorTest {
    @Test
    void itServesItsFormat() {
        assertEquals(Formats.DEFLATE_V1, compressor().id());
    }

    @Test
    void whatAnyLevelWroteIsReadByAnyOther() {
        byte[] plain = numbers(200_000);
        int fast = compress(new DeflateCompressor(1), plain).length;
        int small = compress(new DeflateCompressor(9), plain).length;
        assertTrue(small < fast, "level 9 gave " + small + ", level 1 " + fast);
        for (int level = 1; level <= 9; level++) {
            byte[] packed = compress(new DeflateCompressor(level), plain);
            assertArrayEquals(plain, decompress(packed, plain.length), "level " + level);
        }
    }

    @Test
    void theDefaultsArePinned() throws ReflectiveOperationException {
        assertEquals(1, DeflateConfig.class.getMethod("level").getDefaultValue());
        assertEquals(1, DeflateConfig.class.getDeclaredMethods().length);
        byte[] plain = numbers(20_000);
        assertArrayEquals(compress(new DeflateCompressor(2), plain), compress(new DeflateCompressor(config(2)), plain));
    }

    @Test
    void otherLevelsAreRefusedByName() {
        for (int level : new int[] {-1, 0, 10, Integer.MAX_VALUE}) {
            HoldfastException refused =
                    assertThrows(HoldfastException.class, () -> new DeflateCompressor(config(level)));
            assertEquals(ErrorCode.CONFIG_INVALID, refused.code());
            assertTrue(refused.getMessage().contains("1 and 9, not " + level), refused.getMessage());
        }
    }

    /** RFC 1951, 3.2.4: a stored block, the last one, of three bytes; then in two blocks, and without a last one. */
    @Test
    void streamsThatNoCompressorOfOursWritesAreRead() {
        assertArrayEquals(new byte[] {7, 8, 9}, decompress(hex("010300fcff070809"), 3));
        assertArrayEquals(new byte[] {7, 8, 9}, decompress(hex("000100feff07010200fdff0809"), 3));
        assertThrows(MalformedInput.class, () -> decompress(hex("000100feff07000200fdff0809"), 3));
        assertArrayEquals(new byte[0], decompress(hex("0300"), 0));
    }

    @Test
    void wrappedStreamsAreRefused() {
        String raw = "4b4c4a4e494d4b0700";
        assertArrayEquals("abcdefg".getBytes(StandardCharsets.US_ASCII), decompress(hex(raw), 7));
        String zlib = "789c" + raw + "0adb02bd";
        assertThrows(MalformedInput.class, () -> decompress(hex(zlib), 7));
        String gzip = "1f8b0800000000000003" + raw + "a66a2a3107000000";
        assertThrows(MalformedInput.class, () -> decompress(hex(gzip), 7));
    }

    @Test
    void whatFollowsTheStreamIsRefused() {
        byte[] one = hex("010300fcff070809");
        byte[] two = hex("010300fcff070809010300fcff070809");
        assertArrayEquals(new byte[] {7, 8, 9}, decompress(one, 3));
        assertThrows(MalformedInput.class, () -> decompress(two, 3));
        assertThrows(MalformedInput.class, () -> decompress(two, 6));
    }

    /** zlib unfolds at most 1,032-fold. None of that may come out beyond what was announced. */
    @Test
    void aLargeBombIsRefused() {
        byte[] plain = new byte[32 << 20];
        byte[] bomb = compress(new DeflateCompressor(9), plain);
        assertTrue(bomb.length * 1000L < plain.length, "only " + plain.length / bomb.length + "-fold");
        byte[] out = new byte[3000];
        assertThrows(MalformedInput.class, () -> compressor().decompress(bomb, 0, bomb.length, out, 0, 2000));
        assertThrows(MalformedInput.class, () -> compressor().decompress(bomb, 0, bomb.length, out, 0, 0));
        Arrays.fill(out, (byte) 1);
        assertThrows(MalformedInput.class, () -> compressor().decompress(bomb, 0, bomb.length, out, 1000, 1000));
        assertEquals(1, out[999]);
        assertEquals(1, out[2000]);
    }

    /** Streams that Java and other programs made must stay readable. */
    @Test
    void publishedStreamsAreRead() throws IOException {
        GoldenVectors.assertReproducedBy(compressor());
    }

    private static DeflateCompressor compressor() {
        return new DeflateCompressor(DeflateCompressor.DEFAULT_LEVEL);
    }

    private static byte[] compress(DeflateCompressor compressor, byte[] plain) {
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

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static DeflateConfig config(int level) {
        return new DeflateConfig() {
            @Override
            public int level() {
                return level;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return DeflateConfig.class;
            }
        };
    }
}
