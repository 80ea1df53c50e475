// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.util.List;

/** Looks at one thing, changes nothing, and is done within a few seconds. */
interface Check {
    /** One word, for people and scripts; it keeps its meaning. */
    String name();

    /** What it found; more than one thing, or nothing where there is nothing to look at on this system. */
    List<Finding> look(Patient patient);
}
