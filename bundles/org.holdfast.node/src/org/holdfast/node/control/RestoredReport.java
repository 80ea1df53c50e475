// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/**
 * What a restore did. Of the files, kept were there with the right size and time, and were not read. fetchedBytes came from partners; badShards failed their checks, and of these correctedShards had
 * to do all the same, after error correction; newest says how sure it is that the snapshot is the newest.
 */
public record RestoredReport(
        String snapshot,
        long files,
        long kept,
        long bytes,
        long fetchedBytes,
        long badShards,
        long correctedShards,
        double seconds,
        long errors,
        String newest,
        List<ProblemReport> problems) {}
