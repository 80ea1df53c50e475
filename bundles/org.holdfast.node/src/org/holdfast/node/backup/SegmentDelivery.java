// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.format.segment.SegmentEntry;
import org.holdfast.model.SegmentId;

/** One segment on its way: how many of its blocks are received, and how many are settled (received or spooled). */
final class SegmentDelivery {
    private final SegmentId id;
    private final int protectedAt;
    private final List<SegmentEntry> entries;
    private final List<SealedBlock> blocks;
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger settled = new AtomicInteger();

    SegmentDelivery(SegmentId id, int protectedAt, List<SegmentEntry> entries, List<SealedBlock> blocks) {
        this.id = id;
        this.protectedAt = protectedAt;
        this.entries = entries;
        this.blocks = List.copyOf(blocks);
    }

    SegmentId id() {
        return id;
    }

    /** Receipts that are enough for the segment to be protected. */
    int protectedAt() {
        return protectedAt;
    }

    /** The chunks in it. */
    List<SegmentEntry> entries() {
        return entries;
    }

    List<SealedBlock> blocks() {
        return blocks;
    }

    int received() {
        return received.get();
    }

    void countReceived() {
        received.incrementAndGet();
    }

    /** Counts a block as settled; true for the last one. */
    boolean settle() {
        return settled.incrementAndGet() == blocks.size();
    }
}
