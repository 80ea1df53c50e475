// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/**
 * Something could not be read, or changed while it was; the rest goes on.
 *
 * @param path of what it happened to, root included
 * @param code SOURCE_UNREADABLE or SOURCE_CHANGED
 * @param why for people
 */
public record Trouble(Bytes path, ErrorCode code, String why) implements ScanEvent {
    /** Path and reason in one line, whatever bytes the path has. */
    @Override
    public String toString() {
        return PathText.shown(path) + ": " + why;
    }
}
