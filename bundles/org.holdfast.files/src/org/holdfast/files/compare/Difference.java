// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import org.holdfast.files.PathText;
import org.holdfast.model.Bytes;

/**
 * One thing in which two trees differ.
 *
 * @param path below the roots; empty for the roots themselves
 * @param what for people, the first tree's first
 */
public record Difference(Bytes path, String what) {
    @Override
    public String toString() {
        return (path.length() == 0 ? "." : PathText.shown(path)) + ": " + what;
    }
}
