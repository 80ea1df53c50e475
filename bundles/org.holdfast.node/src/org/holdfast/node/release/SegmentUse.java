// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.release;

import java.util.BitSet;
import org.holdfast.core.port.ChunkLocation;

/** Which chunks of a segment there are, and which snapshots need; a chunk is told by its first frame. */
final class SegmentUse {
    private final BitSet known = new BitSet();
    private final BitSet needed = new BitSet();
    private long knownBytes;
    private long neededBytes;

    void know(int frame, int storedLength) {
        if (!known.get(frame)) {
            known.set(frame);
            knownBytes += storedLength;
        }
    }

    void need(ChunkLocation place) {
        know(place.frame(), place.storedLength());
        if (!needed.get(place.frame())) {
            needed.set(place.frame());
            neededBytes += place.storedLength();
        }
    }

    boolean isNeeded() {
        return !needed.isEmpty();
    }

    boolean needs(int frame) {
        return needed.get(frame);
    }

    long knownBytes() {
        return knownBytes;
    }

    long neededBytes() {
        return neededBytes;
    }
}
