// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/replication-v1.json and parity-v1.json, byte by byte and without the providers. Run it again only to
 * add shapes: vectors that are published never change.
 */
final class WriteVectors {
    private static final String ABOUT =
            "docs/format-coding-xor.md. Data shard j is data(j), where %s. parity: SHA-256" + " of each parity shard";

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        write("replication-v1", "1+1", "1+2", "1+5");
        write("parity-v1", "1+1", "2+1", "5+1", "6+1", "10+1", "20+1");
    }

    private static void write(String id, String... shapes) throws IOException {
        List<Map<String, String>> vectors = Stream.of(shapes)
                .map(CodeShape::parse)
                .map(shape -> vector(shape, 16_384 + 8 * shape.m()))
                .toList();
        GoldenVectors.write(id, ABOUT.formatted(VectorData.RULE), vectors);
    }

    private static Map<String, String> vector(CodeShape shape, int length) {
        String parity = VectorData.fingerprint(sum(shape.m(), length));
        List<String> parities =
                IntStream.range(0, shape.k()).mapToObj(copy -> parity).toList();
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("shape", shape.toString());
        vector.put("shardLength", Integer.toString(length));
        vector.put("parity", String.join(" ", parities));
        return vector;
    }

    /** Of one shard: a copy of it. */
    private static byte[] sum(int shards, int length) {
        byte[] sum = new byte[length];
        for (int j = 0; j < shards; j++) {
            byte[] data = VectorData.data(j, length);
            for (int i = 0; i < length; i++) {
                sum[i] ^= data[i];
            }
        }
        return sum;
    }
}
