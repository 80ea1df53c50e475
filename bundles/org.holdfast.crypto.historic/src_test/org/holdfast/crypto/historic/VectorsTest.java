// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
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
    void allAreAsPublished() throws IOException {
        for (CipherSuite suite : List.of(
                new DesSuite(), new TripleDesSuite(), new Rc4Suite(), new RsaOaepSuite(), new Rc4StreamSuite())) {
            for (Map<String, String> vector : GoldenVectors.read(suite.id().name())) {
                assertAsPublished(suite, vector);
            }
        }
    }

    private static void assertAsPublished(CipherSuite suite, Map<String, String> vector) {
        byte[] key = HexFormat.of().parseHex(vector.get("key"));
        byte[] nonce = HexFormat.of().parseHex(vector.get("nonce"));
        byte[] aad = HexFormat.of().parseHex(vector.get("aad"));
        byte[] plain = VectorData.data(3, Integer.parseInt(vector.get("length")));
        byte[] sealed = new byte[plain.length + suite.overhead()];
        suite.sealer(key).seal(nonce, aad, plain, 0, plain.length, sealed, 0);
        assertEquals(vector.get("sealed"), VectorData.fingerprint(sealed), () -> suite.id() + ", " + plain.length);
        byte[] opened = new byte[plain.length];
        assertEquals(plain.length, suite.opener(key).open(nonce, aad, sealed, 0, sealed.length, opened, 0));
        assertArrayEquals(plain, opened);
    }
}
