// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.util.List;

/** How far a run is; totals are 0 while unknown. */
public record Progress(
        String phase,
        long files,
        long totalFiles,
        long bytes,
        long totalBytes,
        long bytesPerSecond,
        String detail,
        List<Lane> lanes) {}
