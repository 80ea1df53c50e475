// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.reedsolomon;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.coding.ErasureCodeContract;

class ReedSolomonContractTest extends ErasureCodeContract {
    @Override
    protected CodeFamily family() {
        return new ReedSolomonFamily();
    }

    @Override
    protected List<CodeShape> exhaustive() {
        return shapes("1+1", "4+0", "1+3", "5+2", "6+4", "10+4");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("20+10", "40+20", "63+1", "1+63", "12+52");
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
