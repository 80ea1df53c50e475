// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Sealer;
import org.junit.jupiter.api.Test;

class NonceTest {
    @Test
    void theSameNonceTwiceInARowIsRefused() {
        for (CipherSuite suite : List.of(new AesGcmSuite(), new ChaCha20Poly1305Suite(), new SerpentGcmSuite())) {
            Sealer sealer = suite.sealer(new byte[32]);
            byte[] nonce = new byte[12];
            sealer.seal(nonce, new byte[0], new byte[10], 0, 10, new byte[26], 0);
            byte[] untouched = new byte[26];
            HoldfastException refused = assertThrows(
                    HoldfastException.class, () -> sealer.seal(nonce, new byte[0], new byte[10], 0, 10, untouched, 0));
            assertEquals(ErrorCode.INTERNAL, refused.code());
            assertArrayEquals(new byte[26], untouched);
            nonce[11] = 1;
            assertEquals(
                    26,
                    sealer.seal(nonce, new byte[0], new byte[10], 0, 10, untouched, 0),
                    suite.id().name());
        }
    }
}
