// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.Shards;
import org.holdfast.spi.coding.Shards.Slice;
import org.holdfast.testkit.GoldenVectors;
import org.holdfast.testkit.VectorData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written under these ids once stays what it is. */
@Tag("R39")
@Tag("R41")
class VectorsTest {
    static List<CodeFamily> families() {
        return List.of(new ReplicationFamily(), new ParityFamily());
    }

    @ParameterizedTest
    @MethodSource("families")
    void parityIsAsPublished(CodeFamily family) throws IOException {
        for (Map<String, String> vector : GoldenVectors.read(family.id().name())) {
            CodeShape shape = CodeShape.parse(vector.get("shape"));
            int length = Integer.parseInt(vector.get("shardLength"));
            List<byte[]> shards = encoded(family, shape, length);
            List<String> parity = shards.subList(shape.m(), shape.n()).stream()
                    .map(VectorData::fingerprint)
                    .toList();
            assertEquals(vector.get("parity"), String.join(" ", parity), shape.toString());
        }
    }

    private static List<byte[]> encoded(CodeFamily family, CodeShape shape, int length) {
        List<byte[]> shards = IntStream.range(0, shape.n())
                .mapToObj(i -> i < shape.m() ? VectorData.data(i, length) : new byte[length])
                .toList();
        List<Slice> slices = shards.stream().map(shard -> new Slice(shard, 0)).toList();
        family.code(shape).encode(Shards.ofData(slices, length, shape.m()));
        return shards;
    }
}
