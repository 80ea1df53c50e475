// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.holdfast.format.support.TestKeys;
import org.junit.jupiter.api.Test;

class GenerationKeysTest {
    private final byte[] g = TestKeys.secret(7, 1);

    @Test
    void macIsHmacUnderTheExpandedKey() {
        byte[] part = {1, 2};
        byte[] expected = Mac.hmac(Mac.expand(g, "holdfast/v1/segid"), part);
        assertArrayEquals(expected, GenerationKeys.derive(1, g).mac(KeyUse.SEGMENT_ID, part));
    }

    @Test
    void noTwoUsesAndNoTwoGenerationsShareAKey() {
        Set<String> seen = new HashSet<>();
        for (int generation = 1; generation <= 2; generation++) {
            var keys = GenerationKeys.derive(generation, TestKeys.secret(7, generation));
            for (KeyUse use : KeyUse.values()) {
                assertTrue(seen.add(HexFormat.of().formatHex(keys.mac(use))), use + " repeats a key");
            }
        }
    }

    @Test
    void keyIsTheBeginningOfTheMac() {
        var keys = GenerationKeys.derive(1, g);
        byte[] part = "x".getBytes(US_ASCII);
        assertEquals(16, keys.key(KeyUse.OUTER, 16, part).length);
        assertArrayEquals(keys.mac(KeyUse.OUTER, part), keys.key(KeyUse.OUTER, 32, part));
        assertThrows(IllegalArgumentException.class, () -> keys.key(KeyUse.OUTER, 33, part));
    }

    @Test
    void wipedKeysAreNeverUsed() {
        var keys = GenerationKeys.derive(1, g);
        keys.wipe();
        assertThrows(IllegalStateException.class, () -> keys.mac(KeyUse.CONTENT));
    }

    @Test
    void derivationTakesWholeSecretsOnly() {
        assertThrows(IllegalArgumentException.class, () -> GenerationKeys.derive(1, new byte[31]));
        assertThrows(IllegalArgumentException.class, () -> GenerationKeys.derive(0, g));
        assertEquals("keys of generation 3", GenerationKeys.derive(3, g).toString());
    }
}
