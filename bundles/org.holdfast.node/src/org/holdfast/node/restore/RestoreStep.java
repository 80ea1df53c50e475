// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import org.holdfast.format.tree.TreeEntry;

/** What a restore does next, in order of the tree. */
sealed interface RestoreStep {
    /** Goes into a directory. */
    record Enter(TreeEntry directory) implements RestoreStep {}

    /** Writes anything but a directory. */
    record Write(TreeEntry entry) implements RestoreStep {}

    /** Leaves the directory of the last unmatched {@link Enter}. */
    record Leave(TreeEntry directory) implements RestoreStep {}

    /** That was all. */
    record End() implements RestoreStep {}

    /** The tree could not be read further. */
    record Broken(RuntimeException cause) implements RestoreStep {}
}
