// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.years;

/**
 * How soon cheats are found. Those that are never found, because their time is over before, count as well: else the mean
 * would be of the quick ones only.
 *
 * @param audits of cheats that lack something
 * @param failed how many of these failed
 */
public record Detection(long audits, long failed) {
    /** How many audits it takes until one fails, that one included. */
    public double mean() {
        return audits / (double) failed;
    }

    Detection plus(Detection other) {
        return new Detection(audits + other.audits, failed + other.failed);
    }
}
