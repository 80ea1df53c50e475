// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/**
 * How safe data are to be, and what that may cost.
 *
 * @param lossPerYear the most expected losses in a year, above 0 and at most 1
 * @param mostStoredFactor the most bytes stored for one byte of data: n/m stays at or below it
 * @param spares partners that stay free for repair, where the target can be met without them
 */
public record DurabilityTarget(double lossPerYear, double mostStoredFactor, int spares) {
    public DurabilityTarget {
        if (!(lossPerYear > 0 && lossPerYear <= 1)) {
            throw new IllegalArgumentException("a target lies above 0 and at most at 1, not at " + lossPerYear);
        }
        if (!(mostStoredFactor > 1 && mostStoredFactor <= 64) || spares < 0) {
            throw new IllegalArgumentException("no code stores at most " + mostStoredFactor
                    + " bytes for one and keeps " + spares + " partners free");
        }
    }
}
