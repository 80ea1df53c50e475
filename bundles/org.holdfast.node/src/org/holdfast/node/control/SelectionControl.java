// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.function.Consumer;

/** What of the sources is backed up, and why. Thread-safe; every failure is a {@code HoldfastException}. */
public interface SelectionControl {
    /**
     * What a backup would do now with a path, one answer for each source that holds it, or a single one that says that
     * none does.
     *
     * @param path absolute
     * @throws org.holdfast.model.HoldfastException PATH_UNKNOWN if there is nothing now; USAGE if it is not absolute
     */
    List<ExplanationReport> explain(String path);

    /**
     * The files that a snapshot leaves to packages.
     *
     * @throws org.holdfast.model.HoldfastException SNAPSHOT_UNKNOWN
     */
    void leftOut(String snapshot, Consumer<LeftOutReport> out);
}
