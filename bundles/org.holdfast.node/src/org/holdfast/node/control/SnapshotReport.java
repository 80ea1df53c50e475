// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;

/** A snapshot; of a run in progress what is known so far. bytes is source data, newBytes what was not known before, storedBytes what left the machine for partners. */
public record SnapshotReport(
        String id,
        String state,
        Instant time,
        long files,
        long bytes,
        long newBytes,
        long storedBytes,
        long segments,
        String code,
        int partners,
        double seconds,
        List<StageReport> stages,
        List<ProblemReport> problems,
        boolean pinned,
        List<String> tags) {}
