// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.holdfast.spi.crypto.CipherSuite;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two providers of one format write the same bytes, and each opens what the other has sealed. */
@Tag("R36")
class AgreementTest {
    private static final long SEED = 7;
    private static final int[] LENGTHS = {0, 1, 15, 16, 17, 63, 64, 65, 1000, 16_384, 16_385, 61_440, 70_001};

    @Test
    void onAesGcm() {
        assertAgree(new org.holdfast.crypto.jdk.AesGcmSuite(), new AesGcmSuite());
    }

    @Test
    void onAesCtr() {
        assertAgree(new org.holdfast.crypto.jdk.AesCtrSuite(), new AesCtrSuite());
    }

    @Test
    void onChaCha20Poly1305() {
        assertAgree(new org.holdfast.crypto.jdk.ChaCha20Poly1305Suite(), new ChaCha20Poly1305Suite());
    }

    private static void assertAgree(CipherSuite jdk, CipherSuite bouncy) {
        assertEquals(jdk.id(), bouncy.id());
        assertEquals(jdk.keyLength(), bouncy.keyLength());
        assertEquals(jdk.overhead(), bouncy.overhead());
        Random random = new Random(SEED);
        for (int length : LENGTHS) {
            byte[] key = bytes(random, jdk.keyLength());
            byte[] nonce = bytes(random, 12);
            byte[] aad = bytes(random, jdk.overhead() == 0 ? 0 : random.nextInt(100));
            byte[] plain = bytes(random, length);
            byte[] sealed = seal(jdk, key, nonce, aad, plain);
            assertArrayEquals(sealed, seal(bouncy, key, nonce, aad, plain), length + " bytes, seed " + SEED);
            assertArrayEquals(plain, open(jdk, key, nonce, aad, sealed), length + " bytes, seed " + SEED);
            assertArrayEquals(plain, open(bouncy, key, nonce, aad, sealed), length + " bytes, seed " + SEED);
        }
    }

    private static byte[] seal(CipherSuite suite, byte[] key, byte[] nonce, byte[] aad, byte[] plain) {
        byte[] out = new byte[plain.length + suite.overhead()];
        assertEquals(out.length, suite.sealer(key).seal(nonce, aad, plain, 0, plain.length, out, 0));
        return out;
    }

    private static byte[] open(CipherSuite suite, byte[] key, byte[] nonce, byte[] aad, byte[] sealed) {
        byte[] out = new byte[sealed.length - suite.overhead()];
        assertEquals(out.length, suite.opener(key).open(nonce, aad, sealed, 0, sealed.length, out, 0));
        return out;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
