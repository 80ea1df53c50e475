// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors of the historic ciphers. When they were published, a program in another language, written from the
 * document with libgcrypt's ciphers and integers of its own for RSA, gave the same. Run it again only to add vectors:
 * those that are published never change.
 */
final class WriteVectors {
    private static final int[] LENGTHS = {0, 1, 16, 100, 16_384, 16_385, 65_600};

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        for (CipherSuite suite : List.of(
                new DesSuite(), new TripleDesSuite(), new Rc4Suite(), new RsaOaepSuite(), new Rc4StreamSuite())) {
            List<Map<String, String>> vectors = new ArrayList<>();
            for (int i = 0; i < LENGTHS.length; i++) {
                vectors.add(vector(
                        suite,
                        VectorData.data(100 + i, 12),
                        VectorData.data(200 + i, suite.overhead() == 0 ? 0 : 20 * i),
                        LENGTHS[i]));
            }
            GoldenVectors.write(
                    suite.id().name(),
                    "docs/format-crypto-historic.md. The plaintext is data(3) of the length given, where "
                            + VectorData.RULE + ". sealed: SHA-256 of what sealing writes",
                    vectors);
        }
    }

    private static Map<String, String> vector(CipherSuite suite, byte[] nonce, byte[] aad, int length) {
        byte[] key = VectorData.data(1, 32);
        byte[] sealed = new byte[length + suite.overhead()];
        suite.sealer(key).seal(nonce, aad, VectorData.data(3, length), 0, length, sealed, 0);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("key", HexFormat.of().formatHex(key));
        vector.put("nonce", HexFormat.of().formatHex(nonce));
        vector.put("aad", HexFormat.of().formatHex(aad));
        vector.put("length", Integer.toString(length));
        vector.put("sealed", VectorData.fingerprint(sealed));
        return vector;
    }
}
