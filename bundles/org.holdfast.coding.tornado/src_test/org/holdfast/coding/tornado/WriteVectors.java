// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;

/**
 * Made docs/vectors/tornado-v1.json. Run it again only to add shapes: vectors that are published never change. Graphs
 * and parities are those of the textbook implementation, so that the provider is not its own witness.
 */
final class WriteVectors {
    private static final String ABOUT = "docs/format-coding-tornado.md. Data shard j is data(j), where %s. graph: for"
            + " each check the positions that are summed in it; tolerated: losses that are always survived; parity:"
            + " SHA-256 of each parity shard";

    private WriteVectors() {}

    public static void main(String[] arguments) throws IOException {
        List<Map<String, String>> vectors = Stream.of(
                        "1+1", "2+2", "4+3", "5+2", "6+4", "10+4", "20+10", "20+13", "32+16")
                .map(CodeShape::parse)
                .map(shape -> vector(shape, shape.m() > 10 ? 64 : 16_384 + 8 * shape.m()))
                .toList();
        GoldenVectors.write("tornado-v1", ABOUT.formatted(VectorData.RULE), vectors);
    }

    private static Map<String, String> vector(CodeShape shape, int length) {
        int seed = Textbook.seed(shape.m(), shape.k());
        List<List<Integer>> graph = Textbook.graph(shape.m(), shape.k(), seed);
        byte[][] data = new byte[shape.m()][];
        for (int j = 0; j < data.length; j++) {
            data[j] = VectorData.data(j, length);
        }
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("shape", shape.toString());
        vector.put("seed", Integer.toString(seed));
        vector.put("tolerated", Long.toString(Textbook.distance(shape.m(), graph)[0] - 1));
        vector.put("graph", text(graph));
        vector.put("shardLength", Integer.toString(length));
        vector.put("parity", VectorsTest.fingerprints(List.of(Textbook.parity(graph, data))));
        return vector;
    }

    static String text(List<List<Integer>> graph) {
        return graph.stream()
                .map(terms -> terms.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(", "));
    }
}
