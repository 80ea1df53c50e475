// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import org.holdfast.model.Bytes;

/**
 * Where the files of a source are read in one run. A snapshot's view stands still until it is closed; then the snapshot is
 * gone. This is the place for other systems' snapshots, such as the Volume Shadow Copy Service of Windows: a class that
 * makes one, a word in {@link ViewKind} and a line in {@link Views}.
 */
public interface SourceView extends AutoCloseable {
    /** Where the source is to be read, in the system's bytes. */
    Bytes path();

    /**
     * Whether this is not the live file system: its device number then says nothing, and that of the source stands for it,
     * as an unchanged file would otherwise look like another one on every run.
     */
    boolean isSnapshot();

    /**
     * Takes the snapshot away. May be called again.
     *
     * @throws org.holdfast.model.HoldfastException VIEW_FAILED if it stays; the next run takes it away
     */
    @Override
    void close();
}
