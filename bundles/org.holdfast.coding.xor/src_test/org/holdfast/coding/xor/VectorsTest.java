// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import java.io.IOException;
import java.util.List;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.GoldenVectors;
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
        GoldenVectors.assertReproducedBy(family);
    }
}
