// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What a restore did. fetchedBytes came from partners; badShards were skipped; state says how sure it is that the snapshot is the newest. */
public record RestoredReport(
        String snapshot,
        long files,
        long bytes,
        long fetchedBytes,
        long badShards,
        double seconds,
        long errors,
        String newest,
        List<ProblemReport> problems) {}
