// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.holdfast.model.CodeShape;
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
        GoldenVectors.assertReproducedBy(new TornadoFamily());
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

    static String fingerprints(List<byte[]> shards) {
        return String.join(" ", shards.stream().map(VectorData::fingerprint).toList());
    }
}
