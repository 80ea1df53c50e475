// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.coding;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
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

    /** A vector of a code that does not always survive the loss of k shards: what it does survive, for good. */
    public static Map<String, String> vector(CodeShape shape, int shardLength, List<byte[]> parity, int tolerated) {
        Map<String, String> vector = vector(shape, shardLength, parity);
        vector.put("tolerated", Integer.toString(tolerated));
        return vector;
    }

    /**
     * Fails unless the family's bundle brings vectors for its id and it passes the node's own check of them: it encodes as
     * they say, and survives the losses that they state, or all k where they state none.
     */
    public static void assertAsPublished(CodeFamily family) throws IOException {
        BroughtVectors.assertReproduced(
                family.getClass(), family.id().name(), new org.holdfast.format.vectors.CodeVectors(family));
    }

    private static String fingerprints(List<byte[]> shards) {
        return String.join(" ", shards.stream().map(VectorData::fingerprint).toList());
    }
}
