// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import org.apache.felix.hc.api.Result;

/**
 * What a rule found.
 *
 * @param found a sentence
 * @param mend what to do, a sentence; empty where there is nothing to do
 */
public record Finding(Result.Status status, String found, String mend) {
    public static Finding ok(String found) {
        return new Finding(Result.Status.OK, found, "");
    }

    public static Finding warn(String found, String mend) {
        return new Finding(Result.Status.WARN, found, mend);
    }

    /** It does not work now, and is expected to by itself. */
    public static Finding passing(String found, String mend) {
        return new Finding(Result.Status.TEMPORARILY_UNAVAILABLE, found, mend);
    }

    public static Finding critical(String found, String mend) {
        return new Finding(Result.Status.CRITICAL, found, mend);
    }
}
