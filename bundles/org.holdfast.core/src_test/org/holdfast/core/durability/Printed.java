// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;

/** A figure as a table prints it: right if it rounds to that in the digits that are printed. */
final class Printed {
    private Printed() {}

    static void assertRoundsTo(String printed, double value, String what) {
        BigDecimal shown = new BigDecimal(printed);
        BigDecimal half = shown.ulp().multiply(new BigDecimal("0.5"));
        assertTrue(
                shown.subtract(new BigDecimal(value)).abs().compareTo(half) <= 0,
                () -> what + ": the table has " + printed + ", found " + value);
    }
}
