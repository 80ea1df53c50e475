// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.protect;

import java.time.Instant;
import java.util.Set;
import org.holdfast.model.OwnerId;

/**
 * What is known of a snapshot.
 *
 * @param complete false for a checkpoint, which holds only part of the sources
 * @param retainUntil end of its retention; a receipt whose lock ends earlier does not count
 * @param segments every segment of data and metadata that the snapshot needs; walked once, may be lazy
 * @param headHolders partners whose receipts for the head and for its witness are both there
 */
public record SnapshotEvidence(
        boolean complete, Instant retainUntil, Iterable<SegmentEvidence> segments, Set<OwnerId> headHolders) {
    public SnapshotEvidence {
        headHolders = Set.copyOf(headHolders);
    }
}
