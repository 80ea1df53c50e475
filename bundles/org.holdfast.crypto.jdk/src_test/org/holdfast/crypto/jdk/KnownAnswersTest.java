// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.spi.crypto.CipherSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published vectors. */
@Tag("R36")
class KnownAnswersTest {
    private static final String ZERO_KEY = "00".repeat(32);
    private static final String KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
    private static final String NONCE = "cafebabefacedbaddecaf888";
    private static final String PLAIN = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
    private static final String SEALED = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";

    /** McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", test cases 13 to 16: those with 256-bit keys. */
    @Test
    void gcmTestCases13To16() {
        assertGcm(ZERO_KEY, "00".repeat(12), "", "", "530f8afbc74536b9a963b4f1c4cb738b");
        assertGcm(
                ZERO_KEY,
                "00".repeat(12),
                "",
                "00".repeat(16),
                "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        assertGcm(KEY, NONCE, "", PLAIN, SEALED + "b094dac5d93471bdec1a502270e3cc6c");
        assertGcm(
                KEY,
                NONCE,
                "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                PLAIN.substring(0, 120),
                SEALED.substring(0, 120) + "76fc6ece0f4e1768cddf8853bb2d551b");
    }

    /** RFC 3686, test vectors 7 to 9: those with 256-bit keys. They count from 1, so a block goes before them. */
    @Test
    void ctrOfRfc3686() {
        assertCtr(
                "776beff2851db06f4c8a0542c8696f6c6a81af1eec96b4d37fc1d689e6c1c104",
                "00000060db5672c97aa8f0b2",
                "53696e676c6520626c6f636b206d7367",
                "145ad01dbf824ec7560863dc71e3e0c0");
        assertCtr(
                "f6d66d6bd52d59bb0796365879eff886c66dd51a5b6a99744b50590c87a23884",
                "00faac24c1585ef15a43d875",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                "f05e231b3894612c49ee000b804eb2a9b8306b508f839d6a5530831d9344af1c");
        assertCtr(
                "ff7a617ce69148e4f1726e2f43581de2aa62d9f805532edff1eed687fb54153d",
                "001cc5b751a51d70a1c11148",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20212223",
                "eb6c52821d0bbbf7ce7594462aca4faab407df866569fd07f48cc0b583d6071f1ec0e6b8");
    }

    /** RFC 8439, 2.8.2. */
    @Test
    void chaCha20Poly1305OfRfc8439() {
        assertSealed(
                new ChaCha20Poly1305Suite(),
                "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f",
                "070000004041424344454647",
                "50515253c0c1c2c3c4c5c6c7",
                HexFormat.of()
                        .formatHex(("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for"
                                        + " the future, sunscreen would be it.")
                                .getBytes(StandardCharsets.US_ASCII)),
                "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                        + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");
    }

    private static void assertGcm(String key, String nonce, String aad, String plain, String sealed) {
        assertSealed(new AesGcmSuite(), key, nonce, aad, plain, sealed);
    }

    private static void assertSealed(
            CipherSuite suite, String key, String nonce, String aad, String plain, String sealed) {
        assertEquals(sealed, seal(suite, key, nonce, aad, plain));
        byte[] opened = new byte[plain.length() / 2];
        int length = suite.opener(hex(key)).open(hex(nonce), hex(aad), hex(sealed), 0, sealed.length() / 2, opened, 0);
        assertEquals(opened.length, length);
        assertEquals(plain, HexFormat.of().formatHex(opened));
    }

    private static void assertCtr(String key, String nonce, String plain, String sealed) {
        assertEquals(
                sealed,
                seal(new AesCtrSuite(), key, nonce, "", "00".repeat(16) + plain).substring(32));
    }

    private static String seal(CipherSuite suite, String key, String nonce, String aad, String plain) {
        byte[] in = hex(plain);
        byte[] out = new byte[in.length + 16];
        int written = suite.sealer(hex(key)).seal(hex(nonce), hex(aad), in, 0, in.length, out, 0);
        return HexFormat.of().formatHex(Arrays.copyOf(out, written));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
