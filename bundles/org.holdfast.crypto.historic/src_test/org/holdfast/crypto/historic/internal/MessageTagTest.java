// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.model.Formats;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R36")
class MessageTagTest {
    /** RFC 2202, section 2, test cases 1 to 7. */
    @Test
    void hmacMd5OfRfc2202() throws GeneralSecurityException {
        String counting = HexFormat.of().formatHex(upTo25());
        String longKey = "Test Using Larger Than Block-Size Key";
        assertHmac("9294727a3638bb1c13f48ef8158bfc9d", "0b".repeat(16), ascii("Hi There"));
        assertHmac("750c783e6ab0b503eaa86e310a5db738", "4a656665", ascii("what do ya want for nothing?"));
        assertHmac("56be34521d144c88dbb8c733f0e8b3f6", "aa".repeat(16), hex("dd".repeat(50)));
        assertHmac("697eaf0aca3a3aea3a75164746ffaa79", counting, hex("cd".repeat(50)));
        assertHmac("56461ef2342edc00f9bab995690efd4c", "0c".repeat(16), ascii("Test With Truncation"));
        assertHmac("6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd", "aa".repeat(80), ascii(longKey + " - Hash Key First"));
        assertHmac(
                "6f630fad67cda0ee1fb1f562db3aa53e",
                "aa".repeat(80),
                ascii(longKey + " and Larger Than One Block-Size Data"));
    }

    /** RFC 1321, A.5: of the hash inside. */
    @Test
    void md5OfRfc1321() throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        assertEquals("d41d8cd98f00b204e9800998ecf8427e", HexFormat.of().formatHex(md5.digest()));
        assertEquals("900150983cd24fb0d6963f7d28e17f72", HexFormat.of().formatHex(md5.digest(ascii("abc"))));
        assertEquals(
                "57edf4a22be3c955ac49da2e2107b67a",
                HexFormat.of().formatHex(md5.digest(ascii("1234567890".repeat(8)))));
    }

    /** What moves from additional data to body, or back, is another message. */
    @Test
    void theLengthsPartTheFields() {
        var keys = new Expand(Formats.DES_HMAC_MD5_V1, new byte[32]);
        var tag = new MessageTag(MessageTag.Hash.MD5, keys);
        byte[] nonce = new byte[12];
        byte[] body = new byte[40];
        byte[] whole = tag.of(nonce, new byte[0], body, 0, 40);
        assertEquals(MessageTag.LENGTH, whole.length);
        for (int length = 1; length <= 40; length++) {
            assertFalse(Arrays.equals(whole, tag.of(nonce, new byte[length], body, 0, 40 - length)), length + " moved");
        }
        assertArrayEquals(whole, tag.of(nonce, new byte[0], body, 0, 40));
    }

    private static void assertHmac(String expected, String key, byte[] message) throws GeneralSecurityException {
        assertEquals(
                expected,
                HexFormat.of().formatHex(MessageTag.Hash.MD5.hmac(hex(key)).doFinal(message)));
    }

    private static byte[] upTo25() {
        byte[] bytes = new byte[25];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
