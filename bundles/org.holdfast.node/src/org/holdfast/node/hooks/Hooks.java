// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.hooks;

import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Commands around the reading of a source, for the system's shell.
 *
 * @param before runs first; empty: none
 * @param after runs last, whatever happened since {@code before} was begun; empty: none
 * @param seconds each may take, 1 to 86,400
 * @param goOn whether the source is read although {@code before} failed
 */
public record Hooks(String before, String after, int seconds, boolean goOn) {
    public static final int USUAL_SECONDS = 600;
    public static final Hooks NONE = new Hooks("", "", USUAL_SECONDS, false);

    private static final int MOST_SECONDS = 86_400;
    private static final int LONGEST_COMMAND = 8_192;

    /** @throws HoldfastException CONFIG_INVALID */
    public void require() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    "hook",
                    "A hook has 1 to " + MOST_SECONDS + " seconds, not " + seconds + ".");
        }
        if (Math.max(before.length(), after.length()) > LONGEST_COMMAND || (before + after).indexOf('\0') >= 0) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    "hook",
                    "A hook is a command of up to " + LONGEST_COMMAND + " characters. Put a longer one into a script.");
        }
    }
}
