// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.crypto.gcmsiv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that RFC 8452 prints: some of appendix C.2, and those of C.3, in which the counter wraps. */
class Rfc8452Test {
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource(textBlock = """
            # key, nonce, aad, plaintext, result
            01z, 03z, '', '', 07f5f4169bbf55a8400cd47ea6fd400f
            01z, 03z, '', 0100000000000000, c2ef328e5c71c83b843122130f7364b761e0b97427e3df28
            01z, 03z, 01, 0200000000000000, 1de22967237a813291213f267e3b452f02d01ae33e4ec854
            e66021d5eb8e4f4066d4adb9c33560e4f46e44bb3da0015c94f7088736864200, e0eaf5284d884a0e77d31646, '', '', \
            169fbb2fbf389a995f6390af22228a62
            bae8e37fc83441b16034566b7a806c46bb91c3c5aedb64a6c590bc84d1a5e269, e4b47801afc0577e34699b9e, 4fbdc66f14, \
            671fdd, 0eaccb93da9bb81333aee0c785b240d319719d
            3c535de192eaed3822a2fbbe2ca9dfc88255e14a661b8aa82cc54236093bbc23, 688089e55540db1872504e1c, \
            734320ccc9d9bbbb19cb81b2af4ecbc3e72834321f7aa0f70b7282b4f33df23f167541, \
            ced532ce4159b035277d4dfbb7db62968b13cd4eec, \
            626660c26ea6612fb17ad91e8e767639edd6c9faee9d6c7029675b89eaf4ba1ded1a286594
            00z, 00z, '', 000000000000000000000000000000004db923dc793ee6497c76dcc03a98e108, \
            f3f80f2cf0cb2dd9c5984fcda908456cc537703b5ba70324a6793a7bf218d3eaffffffff000000000000000000000000
            00z, 00z, '', eb3640277c7ffd1303c7a542d02d3e4c0000000000000000, \
            18ce4f0b8cb4d0cac65fea8f79257b20888e53e72299e56dffffffff000000000000000000000000
            """)
    void itSealsAsPrinted(String key, String nonce, String aad, String plain, String result) {
        byte[] in = HEX.parseHex(plain);
        byte[] out = new byte[in.length + GcmSiv.TAG_LENGTH];
        var gcmSiv = new GcmSiv(bytes(key, 32));
        gcmSiv.seal(bytes(nonce, 12), HEX.parseHex(aad), in, 0, in.length, out, 0);
        assertEquals(result, HEX.formatHex(out));
    }

    /** {@code z}: zeros to the end. */
    private static byte[] bytes(String text, int length) {
        int zeros = text.indexOf('z');
        return HEX.parseHex(zeros < 0 ? text : text.substring(0, zeros) + "00".repeat(length - zeros / 2));
    }
}
