// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.jdk;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/aes-256-gcm-v1.json, aes-256-ctr-v1.json and chacha20-poly1305-v1.json, by the textbook
 * implementations. Run it again only to add vectors: those that are published never change.
 */
final class WriteVectors {
    private static final int[] LENGTHS = {0, 1, 16, 100, 16_384, 16_385, 65_600};
    private static final String ABOUT =
            "docs/format-crypto.md. The plaintext is data(3) of the length given, where %s. sealed: SHA-256 of what"
                    + " sealing writes";

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        byte[] key = VectorData.data(1, 32);
        var textbook = new Textbook(key);
        var textbookChaCha = new TextbookChaCha(key);
        List<Map<String, String>> gcm = new ArrayList<>();
        List<Map<String, String>> ctr = new ArrayList<>();
        List<Map<String, String>> chaCha = new ArrayList<>();
        for (int i = 0; i < LENGTHS.length; i++) {
            byte[] nonce = VectorData.data(100 + i, 12);
            byte[] aad = VectorData.data(200 + i, 20 * i);
            byte[] plain = VectorData.data(3, LENGTHS[i]);
            gcm.add(vector(key, nonce, aad, plain.length, textbook.gcm(nonce, aad, plain)));
            ctr.add(vector(key, nonce, new byte[0], plain.length, textbook.ctr(nonce, 0, plain)));
            chaCha.add(vector(key, nonce, aad, plain.length, textbookChaCha.seal(nonce, aad, plain)));
        }
        GoldenVectors.write("aes-256-gcm-v1", ABOUT.formatted(VectorData.RULE), gcm);
        GoldenVectors.write("aes-256-ctr-v1", ABOUT.formatted(VectorData.RULE), ctr);
        GoldenVectors.write("chacha20-poly1305-v1", ABOUT.formatted(VectorData.RULE), chaCha);
    }

    private static Map<String, String> vector(byte[] key, byte[] nonce, byte[] aad, int length, byte[] sealed) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("key", HexFormat.of().formatHex(key));
        vector.put("nonce", HexFormat.of().formatHex(nonce));
        vector.put("aad", HexFormat.of().formatHex(aad));
        vector.put("length", Integer.toString(length));
        vector.put("sealed", VectorData.fingerprint(sealed));
        return vector;
    }
}
