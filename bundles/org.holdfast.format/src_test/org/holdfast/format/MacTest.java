// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MacTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void hmacAgreesWithRfc4231() {
        byte[] key = new byte[20];
        Arrays.fill(key, (byte) 0x0b);
        assertEquals(
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
                HEX.formatHex(Mac.hmac(key, "Hi ".getBytes(US_ASCII), "There".getBytes(US_ASCII))));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                HEX.formatHex(Mac.hmac("Jefe".getBytes(US_ASCII), "what do ya want for nothing?".getBytes(US_ASCII))));
    }

    @Test
    void hkdfAgreesWithRfc5869() {
        byte[] material = new byte[22];
        Arrays.fill(material, (byte) 0x0b);
        byte[] prk = Mac.extract(HEX.parseHex("000102030405060708090a0b0c"), material);
        assertEquals("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5", HEX.formatHex(prk));
        assertEquals(
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
                HEX.formatHex(Mac.expand(prk, HEX.parseHex("f0f1f2f3f4f5f6f7f8f9"))));
    }

    @Test
    void sha256OfPartsIsThatOfTheWhole() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(abc, Mac.sha256("abc".getBytes(US_ASCII)).toString());
        assertEquals(
                abc,
                Mac.sha256(new byte[] {'a'}, new byte[0], new byte[] {'b', 'c'}).toString());
    }

    @Test
    void sameLooksAtEveryByte() {
        byte[] one = {1, 2, 3};
        assertTrue(Mac.same(one, one.clone()));
        assertFalse(Mac.same(one, new byte[] {1, 2, 4}));
        assertFalse(Mac.same(one, new byte[] {1, 2}));
    }
}
