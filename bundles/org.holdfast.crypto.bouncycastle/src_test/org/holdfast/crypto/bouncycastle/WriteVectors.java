// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.bouncycastle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/serpent-256-gcm-v1.json; libgcrypt's Serpent and GCM gave the same when it was published. Run it
 * again only to add vectors: those that are published never change.
 */
final class WriteVectors {
    private static final int[] LENGTHS = {0, 1, 16, 100, 16_384, 16_385, 65_600};

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        List<Map<String, String>> vectors = new ArrayList<>();
        for (int i = 0; i < LENGTHS.length; i++) {
            vectors.add(vector(VectorData.data(100 + i, 12), VectorData.data(200 + i, 20 * i), LENGTHS[i]));
        }
        GoldenVectors.write(
                "serpent-256-gcm-v1",
                "docs/format-crypto.md. Checked with libgcrypt 1.10.1. The plaintext is data(3) of the length given,"
                        + " where " + VectorData.RULE + ". sealed: SHA-256 of what sealing writes",
                vectors);
    }

    private static Map<String, String> vector(byte[] nonce, byte[] aad, int length) {
        byte[] key = VectorData.data(1, 32);
        byte[] sealed = new byte[length + 16];
        new SerpentGcmSuite().sealer(key).seal(nonce, aad, VectorData.data(3, length), 0, length, sealed, 0);
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("key", HexFormat.of().formatHex(key));
        vector.put("nonce", HexFormat.of().formatHex(nonce));
        vector.put("aad", HexFormat.of().formatHex(aad));
        vector.put("length", Integer.toString(length));
        vector.put("sealed", VectorData.fingerprint(sealed));
        return vector;
    }
}
