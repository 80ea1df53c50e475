// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/rs-cauchy-v1.json. Run it again only to add shapes: vectors that are published never change.
 * Matrices and parities are those of the textbook implementation, so that the provider is not its own witness.
 */
final class WriteVectors {
    private static final String ABOUT =
            "docs/format-coding.md. Data shard j is data(j), where %s. matrix: the rows of k times m elements, two"
                    + " hexadecimal digits each. parity: SHA-256 of each parity shard";

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        List<Map<String, String>> vectors = Stream.of("1+1", "3+1", "5+2", "6+2", "6+4", "10+4", "20+10")
                .map(CodeShape::parse)
                .map(shape -> vector(shape, shape.m() > 10 ? 16_384 : 32_768))
                .toList();
        GoldenVectors.write("rs-cauchy-v1", ABOUT.formatted(VectorData.RULE), vectors);
    }

    private static Map<String, String> vector(CodeShape shape, int length) {
        byte[][] data = new byte[shape.m()][];
        for (int j = 0; j < data.length; j++) {
            data[j] = VectorData.data(j, length);
        }
        List<byte[]> parity = Stream.of(Textbook.matrix(shape))
                .map(row -> Textbook.parity(row, data))
                .toList();
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("shape", shape.toString());
        vector.put("shardLength", Integer.toString(length));
        vector.put("matrix", VectorsTest.matrix(shape));
        vector.put("parity", VectorsTest.fingerprints(parity));
        return vector;
    }
}
