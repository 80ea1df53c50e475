// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/deflate-v1.json. Arguments: pairs of a label and a file that another program made of what {@code plain}
 * writes; without arguments writes that, to the file {@code plain}. Run it again only to add vectors: those that are
 * published never change.
 */
final class WriteVectors {
    private static final int LENGTH = 3_000;
    private static final String ABOUT =
            "docs/format-compression.md. Streams that must stay readable. plain: SHA-256 of the content";

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0) {
            Files.write(Path.of("plain"), plain());
            return;
        }
        List<Map<String, String>> vectors = new ArrayList<>();
        for (int level : new int[] {1, 6, 9}) {
            byte[] out = new byte[LENGTH];
            int written = new DeflateCompressor(level).compress(plain(), 0, LENGTH, out, 0);
            vectors.add(
                    vector("Java " + Runtime.version().feature() + ", level " + level, Arrays.copyOf(out, written)));
        }
        for (int i = 0; i < arguments.length; i += 2) {
            vectors.add(vector(arguments[i], Files.readAllBytes(Path.of(arguments[i + 1]))));
        }
        GoldenVectors.write("deflate-v1", ABOUT, vectors);
    }

    private static Map<String, String> vector(String maker, byte[] stream) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("made by", maker);
        vector.put("length", Integer.toString(LENGTH));
        vector.put("plain", VectorData.fingerprint(plain()));
        vector.put("stream", HexFormat.of().formatHex(stream));
        return vector;
    }

    /** Numbers in words of few letters: literals, repeats and entropy coding all take part. */
    private static byte[] plain() {
        StringBuilder text = new StringBuilder();
        for (byte b : VectorData.data(5, LENGTH)) {
            text.append(b & 15).append(b > 0 ? " shard of " : " ");
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), LENGTH);
    }
}
