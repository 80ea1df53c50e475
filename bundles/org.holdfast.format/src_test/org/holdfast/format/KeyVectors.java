// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.format.support.Golden;

/** Vectors of keys, names and cuts. */
final class KeyVectors {
    private static final byte[] ABC = "abc".getBytes(US_ASCII);

    private KeyVectors() {}

    static WriteVectors.Source keys() {
        return new WriteVectors.Source(
                "format-keys",
                "docs/format.md, keys. secret: G of a generation, or D. mac: HMAC-SHA256 of abc under the key of the"
                        + " use. gear: the constants of byte values 0, 1 and 255",
                KeyVectors::makeKeys);
    }

    private static List<Map<String, String>> makeKeys() {
        byte[] secret = Golden.data(1, 32);
        List<Map<String, String>> vectors = new ArrayList<>();
        for (KeyUse use : KeyUse.values()) {
            Map<String, String> vector = new LinkedHashMap<>();
            vector.put("secret", Golden.hex(secret));
            vector.put("use", use.label());
            vector.put("mac", Golden.hex(GenerationKeys.derive(1, secret).mac(use, ABC)));
            vectors.add(vector);
        }
        DedupKeys dedup = DedupKeys.derive(secret);
        long[] gear = dedup.gear();
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(secret));
        vector.put("use", "holdfast/v1/chunkid");
        vector.put("mac", dedup.chunkId(ABC, 0, ABC.length).toString());
        vector.put(
                "gear",
                Stream.of(gear[0], gear[1], gear[255])
                        .map(constant -> String.format("%016x", constant))
                        .collect(Collectors.joining(" ")));
        vectors.add(vector);
        return vectors;
    }

    static WriteVectors.Source chunker() {
        return new WriteVectors.Source(
                "format-chunker",
                "docs/format.md, chunks. The stream is data(s) of the length given, repeated as often as stated, where "
                        + Golden.RULE,
                KeyVectors::makeCuts);
    }

    private static List<Map<String, String>> makeCuts() {
        return List.of(cuts(10, 65_536, 1), cuts(11, 4_000_000, 1), cuts(12, 1000, 5000), cuts(13, 1, 3_000_000));
    }

    private static Map<String, String> cuts(int s, int length, int times) {
        byte[] secret = Golden.data(1, 32);
        byte[] once = Golden.data(s, length);
        byte[] stream = new byte[length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(once, 0, stream, i * length, length);
        }
        Chunker chunker = new Chunker(DedupKeys.derive(secret).gear());
        List<String> lengths = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int cut = chunker.cut(stream, at, stream.length - at, true);
            lengths.add(Integer.toString(cut));
            at += cut;
        }
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("secret", Golden.hex(secret));
        vector.put("s", Integer.toString(s));
        vector.put("length", Integer.toString(length));
        vector.put("times", Integer.toString(times));
        vector.put("cuts", String.join(" ", lengths));
        return vector;
    }
}
