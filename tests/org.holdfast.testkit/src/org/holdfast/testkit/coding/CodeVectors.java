// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Shards;
import org.holdfast.testkit.BroughtVectors;
import org.holdfast.testkit.VectorData;

/** Golden vectors of a code: for some shapes the SHA-256 of each parity shard of data that anybody can make again. */
public final class CodeVectors {
    /** What the fields mean, for the {@code about} of a file. */
    public static final String RULE =
            "Data shard j is data(j), where " + VectorData.RULE + ". parity: SHA-256 of each parity shard";

    private CodeVectors() {}

    /** The data shards of the vector of this shape. */
    public static List<byte[]> data(CodeShape shape, int shardLength) {
        return IntStream.range(0, shape.m())
                .mapToObj(j -> VectorData.data(j, shardLength))
                .toList();
    }

    /**
     * A vector, to be written with {@link BroughtVectors#write}.
     *
     * @param parity the k parity shards of {@link #data}, made by something else than the code that will be checked
     */
    public static Map<String, String> vector(CodeShape shape, int shardLength, List<byte[]> parity) {
        Map<String, String> vector = new LinkedHashMap<>();
        vector.put("shape", shape.toString());
        vector.put("shardLength", Integer.toString(shardLength));
        vector.put("parity", fingerprints(parity));
        return vector;
    }

    /** Fails unless the family's bundle brings vectors for its id, and it encodes as they say. */
    public static void assertAsPublished(CodeFamily family) throws IOException {
        for (Map<String, String> vector :
                BroughtVectors.read(family.getClass(), family.id().name())) {
            CodeShape shape = CodeShape.parse(vector.get("shape"));
            int length = Integer.parseInt(vector.get("shardLength"));
            byte[][] shards = new byte[shape.n()][length];
            List<byte[]> data = data(shape, length);
            for (int j = 0; j < shape.m(); j++) {
                shards[j] = data.get(j);
            }
            family.code(shape).encode(Shards.ofData(Codeword.slices(shards), length, shape.m()));
            List<byte[]> parity = List.of(shards).subList(shape.m(), shape.n());
            assertEquals(vector.get("parity"), fingerprints(parity), () -> family.id() + " " + shape);
        }
    }

    private static String fingerprints(List<byte[]> shards) {
        return String.join(" ", shards.stream().map(VectorData::fingerprint).toList());
    }
}
