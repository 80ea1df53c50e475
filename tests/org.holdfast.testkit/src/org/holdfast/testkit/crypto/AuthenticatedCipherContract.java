// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.holdfast.spi.crypto.Opener;
import org.junit.jupiter.api.Test;

/** What a cipher with a tag promises besides: whatever is not as it was sealed is noticed and gives nothing away. */
public abstract class AuthenticatedCipherContract extends CipherSuiteContract {
    @Test
    void thereIsATag() {
        assertTrue(suite().overhead() >= 16, "tags are 128 bits or more");
    }

    @Test
    void everyChangedBitIsNoticed() {
        byte[] sealed = seal(suite().sealer(key()), nonce(), NOTHING, bytes(new Random(seed()), 40));
        Opener opener = suite().opener(key());
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] forged = sealed.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            assertForged(opener, nonce(), NOTHING, forged, "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertForged(opener, nonce(), NOTHING, Arrays.copyOf(sealed, length), "cut to " + length);
        }
        assertForged(opener, nonce(), NOTHING, Arrays.copyOf(sealed, sealed.length + 1), "one byte more");
        byte[] opened = new byte[40];
        assertEquals(40, opener.open(nonce(), NOTHING, sealed, 0, sealed.length, opened, 0), "after forgeries");
    }

    @Test
    void anotherKeyNonceOrAdditionalDataIsNoticed() {
        byte[] aad = {1, 2, 3};
        byte[] sealed = seal(suite().sealer(key()), nonce(), aad, bytes(new Random(seed()), 40));
        byte[] otherKey = key();
        otherKey[5] ^= 4;
        byte[] otherNonce = nonce();
        otherNonce[0] ^= 1;
        assertForged(suite().opener(otherKey), nonce(), aad, sealed, "another key");
        assertForged(suite().opener(key()), otherNonce, aad, sealed, "another nonce");
        assertForged(suite().opener(key()), nonce(), NOTHING, sealed, "no additional data");
        assertForged(suite().opener(key()), nonce(), new byte[] {1, 2, 4}, sealed, "other additional data");
        byte[] opened = new byte[40];
        assertEquals(40, suite().opener(key()).open(nonce(), aad, sealed, 0, sealed.length, opened, 0));
    }

    /** A forged message of several pieces must not leave the pieces that came before the tag was seen. */
    @Test
    void aForgeryLeavesNoPlaintext() {
        byte[] plain = bytes(new Random(seed()), 70_000);
        byte[] forged = seal(suite().sealer(key()), nonce(), NOTHING, plain);
        forged[forged.length - 1] ^= 1;
        byte[] out = new byte[70_000];
        Arrays.fill(out, (byte) 0x33);
        assertEquals(Opener.FORGED, suite().opener(key()).open(nonce(), NOTHING, forged, 0, forged.length, out, 0));
        assertNothingOf(plain, out);
        assertEquals(Opener.FORGED, suite().opener(key()).open(nonce(), NOTHING, forged, 0, forged.length, forged, 0));
        assertNothingOf(plain, forged);
    }

    private static void assertForged(Opener opener, byte[] nonce, byte[] aad, byte[] sealed, String what) {
        byte[] out = new byte[sealed.length];
        assertEquals(Opener.FORGED, opener.open(nonce, aad, sealed, 0, sealed.length, out, 0), what);
        assertArrayEquals(new byte[sealed.length], out, what + ": something was written");
    }

    private static void assertNothingOf(byte[] plain, byte[] out) {
        for (int i = 0; i + 16 <= plain.length; i += 16) {
            assertFalse(Arrays.equals(plain, i, i + 16, out, i, i + 16), "plaintext at " + i);
        }
    }
}
