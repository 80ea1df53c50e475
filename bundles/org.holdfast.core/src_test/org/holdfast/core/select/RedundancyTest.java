// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedundancyTest {
    @Test
    void isAutomaticOrACode() {
        assertEquals(new Redundancy.Auto(), Redundancy.parse("auto"));
        assertEquals(new Redundancy.Fixed(new CodeShape(5, 2)), Redundancy.parse("5+2"));
    }

    @ParameterizedTest
    @CsvSource({"Auto", "5", "5+", "best", "''"})
    void refusesWhatIsNoCode(String text) {
        assertThrows(IllegalArgumentException.class, () -> Redundancy.parse(text));
    }
}
