// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import org.holdfast.model.Bytes;

/**
 * A tree to back up.
 *
 * @param path absolute, in the system's bytes
 * @param exclude globs over paths relative to it
 * @param oneFileSystem stay on the file system of the path
 */
public record Source(Bytes path, List<String> exclude, boolean oneFileSystem) {
    public Source {
        exclude = List.copyOf(exclude);
    }
}
