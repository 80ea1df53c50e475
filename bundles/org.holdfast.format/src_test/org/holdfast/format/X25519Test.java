// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.format.support.Cases;
import org.holdfast.model.Id32;
import org.junit.jupiter.api.Test;

/** Against the figures of RFC 7748, section 5.2. */
class X25519Test {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void theFiguresOfTheStandard() {
        byte[] scalar = hex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4");
        Id32 point = Id32.of(hex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"));
        byte[] product = hex("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
        assertArrayEquals(product, X25519.agree(scalar, point).orElseThrow());
    }

    @Test
    void thePublicKeyIsTheBasePointMultiplied() {
        byte[] nine = new byte[32];
        nine[0] = 9;
        Id32 expected = Id32.of(hex("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"));
        assertEquals(expected, X25519.publicKey(nine));
    }

    @Test
    void bothSidesAgree() {
        Cases.each(50, random -> {
            byte[] one = Cases.bytes(random, 32);
            byte[] other = Cases.bytes(random, 32);
            assertArrayEquals(
                    X25519.agree(one, X25519.publicKey(other)).orElseThrow(),
                    X25519.agree(other, X25519.publicKey(one)).orElseThrow());
        });
    }

    @Test
    void aPointThatLeadsToZeroIsNone() {
        byte[] one = new byte[32];
        one[0] = 1;
        for (byte[] low : new byte[][] {new byte[32], one}) {
            assertEquals(Optional.empty(), X25519.agree(Arrays.copyOf(new byte[] {77}, 32), Id32.of(low)));
        }
    }

    @Test
    void aKeyOfAnotherLengthIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> X25519.publicKey(new byte[31]));
    }
}
