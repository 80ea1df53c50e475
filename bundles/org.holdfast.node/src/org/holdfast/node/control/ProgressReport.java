// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** How far a run is. total figures are 0 while unknown. */
public record ProgressReport(
        String phase,
        long files,
        long totalFiles,
        long bytes,
        long totalBytes,
        long bytesPerSecond,
        String detail,
        List<LaneReport> lanes) {}
