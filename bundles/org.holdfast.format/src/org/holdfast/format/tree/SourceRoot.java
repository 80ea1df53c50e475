// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import org.holdfast.model.Bytes;

/**
 * A source in a snapshot.
 *
 * @param path where it stood, absolute, as bytes; up to 65,535
 * @param root a directory object whose entries describe the source itself
 */
public record SourceRoot(Bytes path, ContentRef root) {
    static final int SMALLEST = 13;

    public SourceRoot {
        if (path.length() < 1 || path.length() > 0xFFFF) {
            throw new IllegalArgumentException("a source's path has 1 to 65,535 bytes, not " + path.length());
        }
    }
}
