// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.holdfast.model.CodeShape;
import org.holdfast.model.FormatId;
import org.holdfast.spi.coding.CodeFamily;
import org.holdfast.spi.coding.ErasureCode;
import org.holdfast.testkit.coding.CodeVectors;
import org.junit.jupiter.api.Test;

/** What the test kit says to an author whose code is not optimal; the node would say the same. */
class BroughtVectorsTest {
    /** A third party's code, whose bundle brings vectors of this name. */
    private record Foreign(String name) implements CodeFamily {
        @Override
        public FormatId id() {
            return new FormatId(0x8004, name);
        }

        @Override
        public boolean supports(CodeShape shape) {
            return new TornadoFamily().supports(shape);
        }

        @Override
        public ErasureCode code(CodeShape shape) {
            return new TornadoFamily().code(shape);
        }
    }

    @Test
    void lossesThatAreStatedAreSurvived() throws IOException {
        CodeVectors.assertAsPublished(new Foreign("stated-v1"));
    }

    @Test
    void aCodeThatSurvivesFewerThanAllHasToStateIt() {
        AssertionError error =
                assertThrows(AssertionError.class, () -> CodeVectors.assertAsPublished(new Foreign("unstated-v1")));
        assertTrue(String.valueOf(error.getMessage()).contains("states as 'tolerated'"), error::getMessage);
    }

    @Test
    void withoutVectorsNothingNewIsWritten() {
        assertThrows(IOException.class, () -> CodeVectors.assertAsPublished(new Foreign("none-v1")));
    }
}
