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
        return Boolean.getBoolean("holdfast.soak")
                ? shapes("1+1", "4+0", "1+3", "5+2", "6+4", "2+8", "10+4", "14+2", "12+4", "3+13", "8+8")
                : shapes("1+1", "4+0", "1+3", "5+2", "6+4", "2+8", "10+4", "14+2");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("20+10", "40+20", "32+32", "63+1", "1+63", "12+52");
    }

    @Override
    protected boolean correctsErrors() {
        return true;
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
