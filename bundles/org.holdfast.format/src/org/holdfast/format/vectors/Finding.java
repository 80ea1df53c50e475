// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

/** What a check of golden vectors found. */
public sealed interface Finding {
    /** Every vector was reproduced. */
    record Reproduced(int vectors) implements Finding {}

    /**
     * One was not.
     *
     * @param vector which one, for people
     * @param why what was there instead
     */
    record Differs(String vector, String why) implements Finding {}
}
