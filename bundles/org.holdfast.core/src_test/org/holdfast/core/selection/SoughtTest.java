// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Test;

class SoughtTest {
    private static boolean finds(String pattern, boolean ignoreCase, String path) {
        return Sought.of(pattern, ignoreCase).matches(path, false);
    }

    @Test
    void capitalsCountUnlessSomebodySaysOtherwise() {
        assertFalse(finds("*plan*", false, "home/Plan.odt"));
        assertTrue(finds("*plan*", true, "home/Plan.odt"));
        assertTrue(finds("*PLAN*", true, "home/plan.odt"));
        assertTrue(finds("/Home/**/*.ODT", true, "home/ada/a.odt"));
        assertTrue(finds("[A-C]x", true, "home/bX"));
        assertFalse(finds("[A-C]x", true, "home/dX"));
        assertTrue(finds("*ÖL*", true, "home/Heizöl.txt"));
        assertTrue(finds("*σας*", true, "home/ΣΑΣ"), "letters with several small ones are one letter");
    }

    @Test
    void whatFindsNothingIsRefusedAllTheSame() {
        assertEquals(
                ErrorCode.USAGE,
                assertThrows(HoldfastException.class, () -> Sought.of("[a", true))
                        .code());
    }
}
