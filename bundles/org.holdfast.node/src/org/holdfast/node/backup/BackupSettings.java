// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import org.holdfast.format.Chunker;
import org.holdfast.model.CodeShape;

/**
 * How a run packs.
 *
 * @param retention how long holders are asked to lock what it writes
 * @param segmentBytes what a segment closes near
 * @param segmentsInFlight segments that are sealed and not yet with their partners; each costs n shards of memory
 * @param checkpointBytes of new data from one checkpoint of a first backup to the next
 */
public record BackupSettings(Duration retention, int segmentBytes, int segmentsInFlight, long checkpointBytes) {
    private static final int LEAST = 2 * Chunker.LONGEST;

    /** Codes with much parity get shorter segments: the shards of one take at most 1.5 × {@code segmentBytes}. */
    int target(CodeShape shape) {
        long spread = segmentBytes * 3L / 2 * shape.m() / shape.n();
        return Math.clamp(spread, Math.min(LEAST, segmentBytes), segmentBytes);
    }
}
