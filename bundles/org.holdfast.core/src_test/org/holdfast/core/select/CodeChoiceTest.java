// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.holdfast.model.CodeShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeChoiceTest {
    @ParameterizedTest
    @CsvSource({
        "2, 1+1",
        "3, 2+1",
        "4, 2+1",
        "5, 3+2",
        "6, 4+2",
        "7, 5+2",
        "8, 5+2",
        "9, 5+2",
        "10, 6+4",
        "11, 6+4",
        "12, 8+4",
        "13, 8+4",
        "14, 10+4",
        "15, 10+4",
        "500, 10+4"
    })
    void autoTakesTheLargestThatFits(int hosts, String code) {
        assertEquals(new CodeChoice.Chosen(CodeShape.parse(code)), CodeChoice.of(Redundancy.parse("auto"), hosts));
    }

    @ParameterizedTest
    @CsvSource({"auto, 0, 2", "auto, 1, 2", "5+2, 6, 7", "10+4, 13, 14"})
    void saysHowManyPartnersAreNeeded(String setting, int hosts, int need) {
        assertEquals(new CodeChoice.NeedsPartners(hosts, need), CodeChoice.of(Redundancy.parse(setting), hosts));
    }

    @Test
    void aFixedCodeIsTakenHoweverManyHostsThereAre() {
        assertEquals(new CodeChoice.Chosen(new CodeShape(5, 2)), CodeChoice.of(Redundancy.parse("5+2"), 40));
    }

    @ParameterizedTest
    @CsvSource({"Auto", "5", "5+", "best", "''"})
    void refusesWhatIsNoCode(String text) {
        assertThrows(IllegalArgumentException.class, () -> Redundancy.parse(text));
    }
}
