// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Project Wycheproof, RSAES-OAEP with 2,048 bits, SHA-256 and MGF1 with SHA-256, test 7: a message of 32 bytes without
 * label. The seed is not published; it is what its private key finds in the ciphertext.
 */
@Tag("R36")
class OaepWrapTest {
    private static final String P =
            "dc431050f782e894fb5248247d98cb7d58b8d1e24f3b55d041c56e4de086b0d5bb028bda42eeb5d234d5681e"
                    + "5809d415e6a289ad4cfbf78f978f6c35814f50eebff1c5b80a69f788e81e6bab5ddaa78369d659d143ec6f17"
                    + "e79813a575cfad9c569156b90113e2e9110ad9e7b48a1c9348a6e653321191290ea36cfb3a5b18f1";
    private static final String Q =
            "bd1a81e7977f9898122273ae3222b598ea5fb19eb4eabc38308a5e32196603b2e500ffb79f5b886816611deb"
                    + "c472fac45544070beb057c941378a6868af3b7a03d3f9880ec47d5e089b94fbde542aba9ae8d72c57088d7ab"
                    + "f5b131f39098f7bc160f90536abc9492fd4e06f3ed7299d4b97bb03677207d95669f140cfbc20f25";
    private static final String MESSAGE = "e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
    private static final String SEED = "008b60932098817998f3d6f3e7c7806706138deb50ef1e44faeb629114a4daf7";
    private static final String WRAPPED =
            "096958786ee7972050d67a9e4b69d6c6af7db7cc674386df725770dd29129b826e39552330104c8d71e6cc3a"
                    + "3014dd2f61b54153af51b0438d447ee939f9e3c13bb8b00a37dea6a068f6c9d27e848b1be7a1eeeb3ee50b78"
                    + "036fba95ae46948ca5b13f356ea24db10f60dc09e4b8bad8f766b668ef72524432080a0ce00ed676d6d5e354"
                    + "984b1078520412525848156d06f0652469f95791baa3d9a798ae537094f76f976faecd5c9ce0c930a75910c6"
                    + "3dacf63485cb4b5e7bdbcf4d80e74037eaa1a8fe4b52930bec6be99cf6ac88cf5878dbf6859d456a95dbc346"
                    + "54eec425de84ca2a535d517403a9aada827e7d0093ecfc97ed056a7652825e9a45cb2dcb";

    private final OaepWrap oaep = new OaepWrap(RsaKey.of(new BigInteger(P, 16), new BigInteger(Q, 16)));

    OaepWrapTest() throws GeneralSecurityException {}

    @Test
    void unwrapsWhatIsPublished() throws GeneralSecurityException {
        byte[] wrapped = HexFormat.of().parseHex("0102" + WRAPPED);
        assertEquals(MESSAGE, HexFormat.of().formatHex(oaep.unwrap(wrapped, 2)));
    }

    @Test
    void wrapsTheSameUnderTheSameSeed() throws GeneralSecurityException {
        byte[] wrapped =
                oaep.wrap(HexFormat.of().parseHex(MESSAGE), HexFormat.of().parseHex(SEED));
        assertEquals(WRAPPED, HexFormat.of().formatHex(wrapped));
    }

    @Test
    void whatWasNotWrappedSoIsRefused() throws GeneralSecurityException {
        byte[] wrapped = HexFormat.of().parseHex(WRAPPED);
        wrapped[255] ^= 1;
        assertThrows(GeneralSecurityException.class, () -> oaep.unwrap(wrapped, 0));
        wrapped[255] ^= 1;
        assertArrayEquals(HexFormat.of().parseHex(MESSAGE), oaep.unwrap(wrapped, 0));
    }
}
