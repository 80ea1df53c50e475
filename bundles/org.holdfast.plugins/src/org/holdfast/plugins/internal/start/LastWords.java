// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins.internal.start;

import java.util.List;

/** The end of a process that must not become a node. */
final class LastWords {
    private LastWords() {}

    /**
     * Prints and ends the process with status 1. Halts, as an orderly exit would first wait for the framework, which
     * waits for the gate; nothing runs yet that could lose anything.
     */
    static void end(List<String> lines) {
        lines.forEach(line -> System.err.println("holdfast: " + line));
        System.err.flush();
        Runtime.getRuntime().halt(1);
    }
}
