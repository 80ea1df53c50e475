// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Sealer;
import org.junit.jupiter.api.Test;

class NonceTest {
    /** The caller's duty, but the worst of mistakes: where it can be seen it is refused, before a byte is written. */
    @Test
    void gcmRefusesTheSameNonceTwiceInARow() {
        assertRefused(new AesGcmSuite());
    }

    @Test
    void chaCha20Poly1305RefusesTheSameNonceTwiceInARow() {
        assertRefused(new ChaCha20Poly1305Suite());
    }

    private static void assertRefused(CipherSuite suite) {
        byte[] key = new byte[32];
        key[0] = 0x4B;
        Sealer sealer = suite.sealer(key);
        byte[] nonce = new byte[12];
        byte[] out = new byte[26];
        sealer.seal(nonce, new byte[0], new byte[10], 0, 10, out, 0);
        byte[] untouched = new byte[26];
        HoldfastException refused = assertThrows(
                HoldfastException.class, () -> sealer.seal(nonce, new byte[0], new byte[10], 0, 10, untouched, 0));
        assertEquals(ErrorCode.INTERNAL, refused.code());
        assertFalse(refused.getMessage().contains("4b"), refused.getMessage());
        assertArrayEquals(new byte[26], untouched);
        nonce[11] = 1;
        assertEquals(26, sealer.seal(nonce, new byte[0], new byte[10], 0, 10, out, 0));
    }
}
