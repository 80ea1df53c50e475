// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was written under this id once stays what it is; the layout of a codeword is part of it. */
class VectorsTest {
    @Test
    @Tag("R41")
    void parityIsAsPublished() throws IOException {
        GoldenVectors.assertReproducedBy(new ReedSolomonFamily());
    }

    @Test
    void matricesAreAsPublished() throws IOException {
        for (Map<String, String> vector : GoldenVectors.read("rs-cauchy-v1")) {
            assertEquals(vector.get("matrix"), matrix(CodeShape.parse(vector.get("shape"))), vector.get("shape"));
        }
    }

    /** Data shard j is stream j. */
    static List<byte[]> encoded(CodeShape shape, int length) {
        List<byte[]> shards = IntStream.range(0, shape.n())
                .mapToObj(i -> i < shape.m() ? VectorData.data(i, length) : new byte[length])
                .toList();
        List<Slice> slices = shards.stream().map(shard -> new Slice(shard, 0)).toList();
        new ReedSolomonFamily().code(shape).encode(Shards.ofData(slices, length, shape.m()));
        return shards;
    }

    static String fingerprints(List<byte[]> shards) {
        return String.join(" ", shards.stream().map(VectorData::fingerprint).toList());
    }

    static String matrix(CodeShape shape) {
        return String.join(
                " ", Stream.of(Textbook.matrix(shape)).map(VectorsTest::row).toList());
    }

    private static String row(int[] elements) {
        byte[] bytes = new byte[elements.length];
        for (int j = 0; j < bytes.length; j++) {
            bytes[j] = (byte) elements[j];
        }
        return HexFormat.of().formatHex(bytes);
    }
}
