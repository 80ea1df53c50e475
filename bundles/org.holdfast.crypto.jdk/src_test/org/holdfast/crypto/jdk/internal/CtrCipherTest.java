// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CtrCipherTest {
    /** NIST SP 800-38A, F.5.5 CTR-AES256.Encrypt. Its counter does not begin at 0, so it goes in below the suite. */
    @Test
    void ctrAes256OfSp80038A() {
        var cipher = new CtrCipher(hex("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"));
        byte[] buffer = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");
        cipher.run(hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), buffer, 0, buffer.length, buffer, 0);
        assertEquals(
                "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                        + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6",
                HexFormat.of().formatHex(buffer));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
