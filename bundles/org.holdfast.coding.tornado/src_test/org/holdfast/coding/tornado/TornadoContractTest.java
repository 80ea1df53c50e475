// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.model.CodeShape;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.testkit.coding.ErasureCodeContract;

class TornadoContractTest extends ErasureCodeContract {
    private static final Map<String, Integer> TOLERATED = Map.ofEntries(
            Map.entry("1+1", 1),
            Map.entry("4+0", 0),
            Map.entry("2+2", 1),
            Map.entry("4+3", 2),
            Map.entry("5+2", 1),
            Map.entry("6+4", 2),
            Map.entry("7+5", 2),
            Map.entry("10+4", 2),
            Map.entry("20+10", 3),
            Map.entry("63+1", 1),
            Map.entry("20+13", 3),
            Map.entry("24+12", 3));

    @Override
    protected CodeFamily family() {
        return new TornadoFamily();
    }

    @Override
    protected List<CodeShape> exhaustive() {
        return shapes("1+1", "4+0", "2+2", "4+3", "5+2", "7+5", "6+4", "10+4");
    }

    @Override
    protected List<CodeShape> sampled() {
        return shapes("20+10", "24+12", "20+13", "63+1");
    }

    @Override
    protected List<CodeShape> refused() {
        return shapes("1+2", "31+33");
    }

    @Override
    protected int tolerated(CodeShape shape) {
        return TOLERATED.get(shape.toString());
    }

    private static List<CodeShape> shapes(String... shapes) {
        return Stream.of(shapes).map(CodeShape::parse).toList();
    }
}
