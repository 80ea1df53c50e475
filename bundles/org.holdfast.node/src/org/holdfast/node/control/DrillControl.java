// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.function.Consumer;

/** Proof that what is stored can be restored. Every failure is a {@link org.holdfast.model.HoldfastException}. */
public interface DrillControl {
    /**
     * Restores files drawn by lot into memory, from partners drawn by lot, and compares them.
     *
     * @throws org.holdfast.model.HoldfastException BUSY while a restore or another drill goes on; SNAPSHOT_UNKNOWN
     */
    DrillReport drill(Consumer<ProgressReport> progress);

    /**
     * Reads all directories and looks up all that they name, then reads a share of the data from partners.
     *
     * @param percent of the stored segments, from 0 to 100
     * @throws org.holdfast.model.HoldfastException USAGE; else as {@link #drill}
     */
    DrillReport verify(double percent, Consumer<ProgressReport> progress);

    /** The newest reports, newest first. */
    List<DrillReport> reports();
}
