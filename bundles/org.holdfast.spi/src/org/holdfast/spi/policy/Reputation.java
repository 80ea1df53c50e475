// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/**
 * How a node has kept its agreements so far, with others too.
 *
 * @param reneged on how many distinct others it has reneged, by evidence that counts
 * @param score from 0 (never kept one) to 1 (always kept them)
 */
public record Reputation(int reneged, double score) {
    private static final double NEUTRAL = 0.5;

    /** Of a node that nobody knows anything about. */
    public static final Reputation UNKNOWN = new Reputation(0, NEUTRAL);

    public Reputation {
        if (reneged < 0 || !(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException(
                    "nobody reneges on " + reneged + " others, or a score lies between 0 and 1 and is not " + score);
        }
    }
}
