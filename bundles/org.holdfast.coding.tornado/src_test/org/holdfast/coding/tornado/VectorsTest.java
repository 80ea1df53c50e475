// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was written under this id once stays what it is. */
@Tag("R39")
class VectorsTest {
    @Test
    @Tag("R41")
    void parityIsAsPublished() throws IOException {
        for (Map<String, String> vector : GoldenVectors.read("tornado-v1")) {
            CodeShape shape = CodeShape.parse(vector.get("shape"));
            List<byte[]> shards = encoded(shape, Integer.parseInt(vector.get("shardLength")));
            assertEquals(vector.get("parity"), fingerprints(shards.subList(shape.m(), shape.n())), shape.toString());
        }
    }

    @Test
    void graphsAndGuaranteesAreAsPublished() throws IOException {
        for (Map<String, String> vector : GoldenVectors.read("tornado-v1")) {
            CodeShape shape = CodeShape.parse(vector.get("shape"));
            Cascade cascade = Cascade.of(shape.m(), shape.k());
            assertEquals(vector.get("graph"), WriteVectors.text(TextbookTest.terms(cascade)), shape.toString());
            int tolerated = shape.n() - new TornadoFamily().code(shape).alwaysEnough();
            assertEquals(vector.get("tolerated"), Integer.toString(tolerated), shape.toString());
        }
    }

    private static List<byte[]> encoded(CodeShape shape, int length) {
        List<byte[]> shards = IntStream.range(0, shape.n())
                .mapToObj(i -> i < shape.m() ? VectorData.data(i, length) : new byte[length])
                .toList();
        List<Slice> slices = shards.stream().map(shard -> new Slice(shard, 0)).toList();
        new TornadoFamily().code(shape).encode(Shards.ofData(slices, length, shape.m()));
        return shards;
    }

    static String fingerprints(List<byte[]> shards) {
        return String.join(" ", shards.stream().map(VectorData::fingerprint).toList());
    }
}
