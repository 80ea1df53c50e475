// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.select.PipelineOrder.Illegal;
import org.holdfast.core.select.PipelineOrder.Legal;
import org.holdfast.model.Pipeline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("R33")
class PipelineOrderTest {
    private static final List<String> STEPS = List.of("compress", "encrypt", "code", "encrypt");

    @Test
    void everySubsetOfTheOrderIsLegal() {
        int legal = 0;
        for (int subset = 1; subset < 1 << STEPS.size(); subset++) {
            List<String> steps = new ArrayList<>();
            for (int i = 0; i < STEPS.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    steps.add(STEPS.get(i));
                }
            }
            boolean twiceInARow = !steps.contains("code") && steps.indexOf("encrypt") != steps.lastIndexOf("encrypt");
            PipelineOrder order = PipelineOrder.parse(String.join(" ", steps));
            assertEquals(twiceInARow, order instanceof Illegal, steps::toString);
            legal += twiceInARow ? 0 : 1;
        }
        assertEquals(13, legal);
    }

    @Test
    @Tag("R31")
    @Tag("R32")
    void singleAndDoubleEncryptionAreTold() {
        assertEquals(new Legal(new Pipeline(true, false, true), true), PipelineOrder.parse("compress code encrypt"));
        assertEquals(new Legal(Pipeline.DOUBLE, true), PipelineOrder.parse(PipelineOrder.DEFAULT));
        assertEquals(new Legal(new Pipeline(false, true, false), false), PipelineOrder.parse("encrypt"));
        assertEquals(new Legal(new Pipeline(true, false, false), true), PipelineOrder.parse("compress, code"));
    }

    @ParameterizedTest
    @CsvSource({
        "encrypt compress,does not shrink",
        "code compress encrypt,does not shrink",
        "compress compress,does not shrink",
        "code code,coded again",
        "encrypt encrypt code,once before",
        "code encrypt encrypt,once behind it",
        "compress pack,not 'compress pack'",
        "'',made of",
    })
    void otherOrdersAreRefusedWithTheReason(String text, String reason) {
        Illegal illegal = assertInstanceOf(Illegal.class, PipelineOrder.parse(text));
        assertTrue(illegal.reason().contains(reason), illegal::reason);
    }

    @Test
    void whetherItEncryptsIsSaid() {
        assertTrue(((Legal) PipelineOrder.parse("code encrypt")).encrypts());
        assertEquals(false, ((Legal) PipelineOrder.parse("compress code")).encrypts());
    }
}
