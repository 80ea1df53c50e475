// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published vectors of the ciphers themselves. Zeros under a counter block give what the cipher makes of that block. */
@Tag("R36")
class KeyStreamTest {
    /** NIST SP 800-17, tables A.1 (variable plaintext), A.2 (variable key) and A.4 (substitution tables), first lines. */
    @Test
    void desOfSp80017() throws GeneralSecurityException {
        assertDes("0101010101010101", "8000000000000000", "95f8a5e5dd31d900");
        assertDes("0101010101010101", "4000000000000000", "dd7f121ca5015619");
        assertDes("0101010101010101", "0000000000000001", "166b40b44aba4bd6");
        assertDes("8001010101010101", "0000000000000000", "95a8d72813daa94d");
        assertDes("4001010101010101", "0000000000000000", "0eec1487dd8c26d5");
        assertDes("7ca110454a1a6e57", "01a1d6d039776742", "690f5b0d9a26939b");
    }

    /** NIST SP 800-67, appendix B, "The qufck brown fox jump"; and SP 800-20: three equal keys are single DES. */
    @Test
    void tripleDesOfSp80067AndSp80020() throws GeneralSecurityException {
        String keys = "0123456789abcdef23456789abcdef01456789abcdef0123";
        assertEquals("a826fd8ce53b855f", block(KeyStream.Kind.DES_EDE, keys, "5468652071756663"));
        assertEquals("cce21c8112256fe6", block(KeyStream.Kind.DES_EDE, keys, "6b2062726f776e20"));
        assertEquals("68d5c05dd9b6b900", block(KeyStream.Kind.DES_EDE, keys, "666f78206a756d70"));
        assertEquals(
                "95f8a5e5dd31d900", block(KeyStream.Kind.DES_EDE, "0101010101010101".repeat(3), "8000000000000000"));
    }

    /** RFC 6229, 128-bit keys, at 0, 16, 240 and 4096 (some offsets of two keys). */
    @Test
    void rc4OfRfc6229() throws GeneralSecurityException {
        byte[] first = rc4("0102030405060708090a0b0c0d0e0f10", 4112);
        assertEquals("9ac7cc9a609d1ef7b2932899cde41b97", hex(first, 0));
        assertEquals("5248c4959014126a6e8a84f11d1a9e1c", hex(first, 16));
        assertEquals("065902e4b620f6cc36c8589f66432f2b", hex(first, 240));
        assertEquals("a36a4c301ae8ac13610ccbc12256cacc", hex(first, 4096));
        byte[] second = rc4("ebb46227c6cc8b37641910833222772a", 32);
        assertEquals("720c94b63edf44e131d950ca211a5a30", hex(second, 0));
        assertEquals("c366fdeacf9ca80436be7c358424d20b", hex(second, 16));
    }

    /** NIST SP 800-38A, F.5.5 CTR-AES256.Encrypt, first block. */
    @Test
    void aesOfSp80038A() throws GeneralSecurityException {
        var stream = new KeyStream(KeyStream.Kind.AES);
        stream.start(
                hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
                hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"));
        byte[] block = hex("6bc1bee22e409f96e93d7e117393172a");
        stream.run(block, 0, block.length, block, 0);
        assertEquals("601ec313775789a5b7a7f504bbf3d228", hex(block, 0));
    }

    private static void assertDes(String key, String block, String expected) throws GeneralSecurityException {
        assertEquals(expected, block(KeyStream.Kind.DES, key, block));
    }

    private static String block(KeyStream.Kind kind, String key, String block) throws GeneralSecurityException {
        var stream = new KeyStream(kind);
        stream.start(hex(key), hex(block));
        byte[] out = new byte[8];
        stream.run(new byte[8], 0, 8, out, 0);
        return HexFormat.of().formatHex(out);
    }

    private static byte[] rc4(String key, int length) throws GeneralSecurityException {
        var stream = new KeyStream(KeyStream.Kind.RC4);
        stream.start(hex(key), new byte[0]);
        byte[] out = new byte[length];
        stream.run(new byte[length], 0, length, out, 0);
        return out;
    }

    private static String hex(byte[] bytes, int offset) {
        return HexFormat.of().formatHex(bytes, offset, offset + 16);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
