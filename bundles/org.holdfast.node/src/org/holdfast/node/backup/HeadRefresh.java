// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.Set;
import org.holdfast.core.content.Compositions;
import org.holdfast.format.Chunker;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.OwnerId;

/** Leaves a head with the partners of now, because they are others than the last one says. One thread's. */
public final class HeadRefresh {
    private final BackupParts parts;
    private final HeadPublisher heads;
    private final Compositions compositions;

    public HeadRefresh(BackupParts parts, BackupRun.Surroundings around) {
        this.parts = parts;
        this.heads = new HeadPublisher(parts, around);
        this.compositions = around.compositions();
    }

    /**
     * @param snapshots all that there are
     * @return the partners that have it now
     */
    public Set<OwnerId> run(List<Snapshot> snapshots) {
        Chunker chunker = new Chunker(parts.keys().dedup().gear());
        RunFailure failure = new RunFailure();
        try (SegmentPipeline pipeline =
                new SegmentPipeline(parts, compositions, chunker, new RunMeter(parts.clock()), failure)) {
            return heads.publish(pipeline, snapshots);
        }
    }
}
