// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.model.AgreementId;

/** How many bytes may still be read for a drill, in all and at each partner ({@link org.holdfast.core.drill.DrillPace}). One thread's. */
final class Allowance {
    /** A block's header and its tags, at most. */
    private static final int AROUND = 360;

    private static final int PIECE_SHIFT = 12;
    private static final int TAG = 16;

    private final Map<AgreementId, Long> left;
    private long bytes;

    /**
     * @param left of each partner that can be reached
     * @param bytes of whole segments
     */
    Allowance(Map<AgreementId, Long> left, long bytes) {
        this.left = new HashMap<>(left);
        this.bytes = bytes;
    }

    /** Whether a block may be asked for. */
    boolean allows(PlacementRow place) {
        return left.getOrDefault(place.agreement(), 0L) >= cost(place);
    }

    void spend(PlacementRow place) {
        left.merge(place.agreement(), -cost(place), Long::sum);
    }

    private static long cost(PlacementRow place) {
        long pieces = (place.payloadLength() >> PIECE_SHIFT) + 1L;
        return AROUND + TAG * pieces + place.payloadLength();
    }

    /** How many bytes of segments may still be read. */
    long bytes() {
        return bytes;
    }

    /** Takes a segment's bytes; false if there are not so many left. The first one always fits. */
    boolean take(long segment, boolean first) {
        if (segment > bytes && !first) {
            return false;
        }
        bytes -= segment;
        return true;
    }
}
