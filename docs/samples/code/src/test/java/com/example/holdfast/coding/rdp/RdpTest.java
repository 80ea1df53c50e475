// SPDX-License-Identifier: EPL-2.0
package com.example.holdfast.coding.rdp;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.coding.CodeVectors;
import org.holdfast.testkit.coding.ErasureCodeContract;
import org.junit.jupiter.api.Test;

/** All that Holdfast asks of a code is in the contract; this says what to try it with. */
class RdpTest extends ErasureCodeContract {
    @Override
    protected CodeFamily family() {
        return new RdpFamily();
    }

    @Override
    protected List<CodeShape> exhaustive() {
        return shapes("1+2", "2+2", "3+2", "4+2", "5+2", "6+2", "10+2", "12+2", "13+2");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("30+2", "61+2", "62+2");
    }

    @Override
    protected List<CodeShape> refused() {
        return shapes("5+1", "5+3");
    }

    @Test
    void itEncodesAsPublished() throws IOException {
        CodeVectors.assertAsPublished(family());
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
