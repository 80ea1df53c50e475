// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

/** How what was found is to be taken. */
enum Verdict {
    OK,
    /** Works, and somebody should look at it. */
    WARNING,
    /** Does not work, or data are at risk. */
    PROBLEM,
    /** Nobody could find out: not good and not bad. */
    UNKNOWN
}
