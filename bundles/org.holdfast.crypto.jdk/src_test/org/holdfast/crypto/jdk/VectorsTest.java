// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was sealed under these ids once opens for ever. */
@Tag("R36")
class VectorsTest {
    @Test
    void gcmIsAsPublished() throws IOException {
        assertAsPublished(new AesGcmSuite());
    }

    @Test
    void ctrIsAsPublished() throws IOException {
        assertAsPublished(new AesCtrSuite());
    }

    @Test
    void chaCha20Poly1305IsAsPublished() throws IOException {
        assertAsPublished(new ChaCha20Poly1305Suite());
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

    private static void assertAsPublished(CipherSuite suite) throws IOException {
        for (Map<String, String> vector : GoldenVectors.read(suite.id().name())) {
            byte[] key = HexFormat.of().parseHex(vector.get("key"));
            byte[] nonce = HexFormat.of().parseHex(vector.get("nonce"));
            byte[] aad = HexFormat.of().parseHex(vector.get("aad"));
            byte[] plain = VectorData.data(3, Integer.parseInt(vector.get("length")));
            byte[] sealed = new byte[plain.length + suite.overhead()];
            suite.sealer(key).seal(nonce, aad, plain, 0, plain.length, sealed, 0);
            assertEquals(vector.get("sealed"), VectorData.fingerprint(sealed), () -> vector.get("length") + " bytes");
            byte[] opened = new byte[plain.length];
            assertEquals(plain.length, suite.opener(key).open(nonce, aad, sealed, 0, sealed.length, opened, 0));
            assertArrayEquals(plain, opened);
        }
    }
}
