// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

/** Checks values of the configuration; a component whose value is out of range does not start. */
final class Ranges {
    private Ranges() {}

    static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", and must be from " + least + " to " + most);
        }
        return value;
    }

    static double within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(key + " is " + value + ", and must be from " + least + " to " + most);
        }
        return value;
    }
}
