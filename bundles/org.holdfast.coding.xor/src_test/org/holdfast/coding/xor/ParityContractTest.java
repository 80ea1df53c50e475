// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.coding.ErasureCodeContract;

class ParityContractTest extends ErasureCodeContract {
    @Override
    protected CodeFamily family() {
        return new ParityFamily();
    }

    @Override
    protected List<CodeShape> exhaustive() {
        return shapes("1+1", "2+1", "5+1", "6+1", "9+1", "13+1");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("30+1", "63+1");
    }

    @Override
    protected List<CodeShape> refused() {
        return shapes("4+0", "1+2");
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
