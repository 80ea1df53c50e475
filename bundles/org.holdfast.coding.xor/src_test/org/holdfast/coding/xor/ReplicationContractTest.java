// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.xor;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.coding.ErasureCodeContract;

class ReplicationContractTest extends ErasureCodeContract {
    @Override
    protected CodeFamily family() {
        return new ReplicationFamily();
    }

    @Override
    protected List<CodeShape> exhaustive() {
        return shapes("1+0", "1+1", "1+3", "1+7");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("1+30", "1+63");
    }

    @Override
    protected List<CodeShape> refused() {
        return shapes("2+1", "3+0");
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
