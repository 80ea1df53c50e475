// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

/** Text that a foreign service gave, made fit for a log, a table and a message. */
final class OneLine {
    private static final int LONGEST = 300;

    private OneLine() {}

    /** Without control characters, at most 300 characters long. */
    static String of(String text) {
        String line = text.strip().replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
