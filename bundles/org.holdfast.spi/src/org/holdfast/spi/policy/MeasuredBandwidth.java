// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/**
 * How fast the link to a node is, as this node has measured it itself; what others say of their links counts for
 * nothing.
 *
 * @param leastKbit the slowest stretch, in kbit/s
 * @param averageKbit over all that was sent, in kbit/s; not below the least
 */
public record MeasuredBandwidth(long leastKbit, long averageKbit) {
    public MeasuredBandwidth {
        if (leastKbit < 0 || averageKbit < leastKbit) {
            throw new IllegalArgumentException(
                    "a link cannot carry " + leastKbit + " kbit/s at least and " + averageKbit + " on average");
        }
    }
}
