// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.holdfast.model.DeviceKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ed25519Test {
    /** RFC 8032, section 7.1, tests 1 to 3. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60, "
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb, "
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7, "
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    })
    void publicKeyOfSeedAgreesWithRfc8032(String seed, String expected) {
        var secret = Ed25519.privateKey(HexFormat.of().parseHex(seed));
        assertEquals(expected, Ed25519.publicKey(secret).toString());
        assertArrayEquals(HexFormat.of().parseHex(seed), Ed25519.seed(secret));
    }

    @Test
    void generatedPairBelongsTogether() {
        KeyPair pair = Ed25519.generate(new SecureRandom());
        DeviceKey raw = Ed25519.raw(pair.getPublic());
        assertEquals(raw, Ed25519.publicKey(pair.getPrivate()));
        assertEquals(pair.getPublic(), Ed25519.publicKey(raw));
    }

    @Test
    void otherKeysAreRefused() throws Exception {
        KeyPair other = KeyPairGenerator.getInstance("Ed448").generateKeyPair();
        assertThrows(IllegalArgumentException.class, () -> Ed25519.raw(other.getPublic()));
        KeyPair rsa = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        assertThrows(IllegalArgumentException.class, () -> Ed25519.raw(rsa.getPublic()));
        assertThrows(IllegalArgumentException.class, () -> Ed25519.seed(rsa.getPrivate()));
        assertThrows(IllegalArgumentException.class, () -> Ed25519.privateKey(new byte[31]));
    }
}
