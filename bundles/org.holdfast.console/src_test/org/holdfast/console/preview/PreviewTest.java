// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a file: it is named, what is shown of it is harmless, and it costs little. */
class PreviewTest {
    private static Preview of(byte[] whole) {
        return Preview.of(whole, whole.length);
    }

    private static Preview.Text text(String text, Charset charset) {
        return assertInstanceOf(Preview.Text.class, of(text.getBytes(charset)));
    }

    @Test
    void textsAreReadInTheirEncoding() {
        String text = "Größe\n\tзначение 値";
        assertEquals(new Preview.Text("Größe\n    значение 値", true, "UTF-8"), text(text, StandardCharsets.UTF_8));
        assertEquals("UTF-8", text("\ufeff" + text, StandardCharsets.UTF_8).encoding());
        assertEquals("Größe", text("\ufeffGröße", StandardCharsets.UTF_8).text(), "the mark is no character");
        assertEquals("Größe", text("\ufeffGröße", StandardCharsets.UTF_16LE).text());
        assertEquals("Größe", text("\ufeffGröße", StandardCharsets.UTF_16BE).text());
        assertEquals(new Preview.Text("Größe", true, "ISO-8859-1"), text("Größe", StandardCharsets.ISO_8859_1));
        assertInstanceOf(Preview.Empty.class, of(new byte[0]));
    }

    @Test
    void aTextThatIsCutOffInACharacterIsStillOne() {
        byte[] whole = "value: 値".getBytes(StandardCharsets.UTF_8);
        Preview cut = Preview.of(Arrays.copyOf(whole, whole.length - 1), 1_000_000);
        assertEquals(new Preview.Text("value: ", false, "UTF-8"), cut);
        assertInstanceOf(Preview.Binary.class, of(Arrays.copyOf(whole, whole.length - 1)), "as a whole it is none");
    }

    @Test
    void nothingInATextActs() {
        assertEquals(
                "a⟦U+001B⟧[2J⟦U+202E⟧b⟦U+200B⟧ and much more that is nothing but letters",
                text("a\u001b[2J\u202eb\u200b and much more that is nothing but letters", StandardCharsets.UTF_8)
                        .text());
        assertEquals(
                "one\ntwo\nthree",
                text("one\r\ntwo\rthree\n", StandardCharsets.UTF_8).text());
    }

    @Test
    void aLongTextIsNotShownToItsEnd() {
        Preview.Text lines = text("x\n".repeat(5000), StandardCharsets.UTF_8);
        assertEquals(2000, lines.text().lines().count());
        assertFalse(lines.whole());
        Preview.Text line = text("x".repeat(200_000), StandardCharsets.UTF_8);
        assertTrue(line.text().length() < 5000, "a line of " + line.text().length());
        assertFalse(line.whole());
    }

    @Test
    void whatIsNoTextIsShownInHexadecimal() {
        byte[] bytes = "\177ELF\0\1".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                new Preview.Binary("elf", "00000000  7f 45 4c 46 00 01                                ·ELF··\n"),
                of(bytes));
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        Preview.Binary shown = assertInstanceOf(Preview.Binary.class, of(random));
        assertEquals("unknown", shown.format());
        assertEquals(32, shown.hex().lines().count());
        assertEquals(
                "pdf",
                assertInstanceOf(Preview.Binary.class, of("%PDF-1.7\0".getBytes(StandardCharsets.US_ASCII)))
                        .format());
    }

    private static byte[] picture(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        assertTrue(ImageIO.write(image, format, out));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PNG", "JPEG", "GIF"})
    void picturesSayHowLargeTheyAreBeforeTheyAreUnpacked(String format) throws IOException {
        byte[] bytes = picture(format, 321, 45);
        assertEquals(Optional.of(new PictureHead(format, 321, 45)), PictureHead.read(bytes));
        for (int length = 0; length < Math.min(bytes.length, 800); length++) {
            PictureHead.read(Arrays.copyOf(bytes, length)).ifPresent(head -> assertEquals(321, head.width()));
        }
        assertTrue(Preview.wantsMore(Arrays.copyOf(bytes, bytes.length - 1), bytes.length));
        assertFalse(Preview.wantsMore(bytes, bytes.length), "that is all of it");
        assertFalse(Preview.wantsMore(Arrays.copyOf(bytes, bytes.length - 1), Preview.PICTURE_BYTES + 1));
    }

    /** A few bytes that say that they are a hundred million pixels. */
    @Test
    void aPictureOfTooManyPixelsIsNotUnpacked() throws IOException {
        byte[] png = picture("PNG", 8, 8);
        ByteBuffer.wrap(png).putInt(16, 50_000).putInt(20, 50_000);
        assertEquals(new Preview.LargePicture(new PictureHead("PNG", 50_000, 50_000)), of(png));
        ByteBuffer.wrap(png).putInt(16, -1);
        assertInstanceOf(Preview.Binary.class, of(png), "no size at all");
        byte[] gif = picture("GIF", 8, 8);
        gif[6] = (byte) 0xff;
        gif[7] = (byte) 0xff;
        gif[8] = (byte) 0xff;
        gif[9] = (byte) 0xff;
        assertInstanceOf(Preview.LargePicture.class, of(gif));
        assertFalse(Preview.wantsMore(gif, gif.length + 1L), "nor read");
    }

    /** Each frame would be unpacked, so the others go before. */
    @Test
    void ofAGifTheFirstFrameIsUnpacked() throws IOException {
        byte[] single = picture("GIF", 30, 20);
        int end = single.length - 1; // before the trailer
        int frame = frame(single);
        byte[] many = Arrays.copyOf(single, end + 1000 * (end - frame) + 1);
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(single, frame, many, end + i * (end - frame), end - frame);
        }
        many[many.length - 1] = 0x3b;
        byte[] alone = PictureHead.read(many).orElseThrow().single(many).orElseThrow();
        assertArrayEquals(single, alone);
        assertEquals(30, ImageIO.read(new ByteArrayInputStream(alone)).getWidth());
    }

    private static int frame(byte[] gif) {
        int at = 13 + ((gif[10] & 0x80) == 0 ? 0 : 3 << (1 + (gif[10] & 7)));
        while (gif[at] == 0x21) {
            at += 2;
            while (gif[at] != 0) {
                at += 1 + (gif[at] & 0xff);
            }
            at++;
        }
        return at;
    }

    /** All pixels again for each step: a picture of ten thousand steps takes minutes. */
    @Test
    void aJpegOfTooManyStepsIsNotUnpacked() throws IOException {
        byte[] jpeg = picture("JPEG", 16, 16);
        byte[] many = Arrays.copyOf(jpeg, jpeg.length + 400);
        for (int i = jpeg.length; i < many.length; i += 2) {
            many[i] = (byte) 0xff;
            many[i + 1] = (byte) 0xda;
        }
        assertTrue(PictureHead.read(jpeg).orElseThrow().single(jpeg).isPresent());
        assertTrue(PictureHead.read(many).orElseThrow().single(many).isEmpty());
    }

    /** What has no length for a decoder must not have one here: it would find another size than the one that is judged. */
    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0xd0, 0xd7, 0xd8, 0xd9, 0xda})
    void aJpegWhoseSizeStandsElsewhereThanItSeemsHasNone(int bare) {
        byte[] large = HexFormat.of().parseHex("ffc0001108ea60ea6001");
        byte[] modest = HexFormat.of().parseHex("ffc00011080010001001");
        ByteBuffer forged = ByteBuffer.allocate(70_000).putShort((short) 0xffd8);
        forged.put((byte) 0xff).put((byte) bare);
        int next = forged.position();
        forged.put(large); // which a decoder reads now
        forged.put(next + 0xffc0, modest); // as far away as these bytes say, if they are a length
        assertEquals(Optional.empty(), PictureHead.read(forged.array()));
        assertInstanceOf(Preview.Binary.class, of(forged.array()));
    }

    /** Seeded: whatever bytes come, they come to something, and heads of pictures are read within them. */
    @Test
    void anyBytesComeToSomething() throws IOException {
        Random random = new Random(42);
        for (String format : new String[] {"PNG", "JPEG", "GIF"}) {
            byte[] good = picture(format, 40, 40);
            for (int i = 0; i < 2000; i++) {
                byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
                for (int j = random.nextInt(8); j > 0; j--) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                PictureHead.read(bad).ifPresent(head -> head.single(bad));
                assertTrue(PlainText.read(bad, false).isPresent()
                        || !HexDump.of(bad).isEmpty());
                FileFormat.of(bad);
            }
        }
    }
}
