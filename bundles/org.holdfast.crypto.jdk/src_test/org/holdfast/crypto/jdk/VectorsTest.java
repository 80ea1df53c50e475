// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was sealed under these ids once opens for ever. */
@Tag("R36")
class VectorsTest {
    @Test
    void gcmIsAsPublished() throws IOException {
        GoldenVectors.assertReproducedBy(new AesGcmSuite());
    }

    @Test
    void ctrIsAsPublished() throws IOException {
        GoldenVectors.assertReproducedBy(new AesCtrSuite());
    }

    @Test
    void chaCha20Poly1305IsAsPublished() throws IOException {
        GoldenVectors.assertReproducedBy(new ChaCha20Poly1305Suite());
    }

    /** Long messages, which no published vector has: pieces and counters must join. */
    @Test
    void longMessagesAreThoseOfTheTextbook() throws GeneralSecurityException {
        byte[] key = VectorData.data(1, 32);
        byte[] nonce = VectorData.data(2, 12);
        byte[] plain = VectorData.data(3, 40_000);
        byte[] aad = VectorData.data(4, 77);
        var textbook = new Textbook(key);
        byte[] gcm = new byte[plain.length + 16];
        new AesGcmSuite().sealer(key).seal(nonce, aad, plain, 0, plain.length, gcm, 0);
        assertArrayEquals(textbook.gcm(nonce, aad, plain), gcm);
        byte[] ctr = new byte[plain.length];
        new AesCtrSuite().sealer(key).seal(nonce, new byte[0], plain, 0, plain.length, ctr, 0);
        assertArrayEquals(textbook.ctr(nonce, 0, plain), ctr);
        byte[] chaCha = new byte[plain.length + 16];
        new ChaCha20Poly1305Suite().sealer(key).seal(nonce, aad, plain, 0, plain.length, chaCha, 0);
        assertArrayEquals(new TextbookChaCha(key).seal(nonce, aad, plain), chaCha);
    }
}
