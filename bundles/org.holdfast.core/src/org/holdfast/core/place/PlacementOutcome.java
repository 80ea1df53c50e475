// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.List;
import org.holdfast.model.OwnerId;

/** What {@link Placement} found. */
public sealed interface PlacementOutcome {
    /**
     * A partner for each position.
     *
     * @param partners n of them on n hosts; index = position
     * @param limits labels that too many shards share, sites before systems, the worst first; empty where all is well
     */
    record Placed(List<OwnerId> partners, List<Limit> limits) implements PlacementOutcome {
        public Placed {
            partners = List.copyOf(partners);
            limits = List.copyOf(limits);
        }
    }

    /**
     * There are not n distinct hosts with room.
     *
     * @param have hosts with room for one more block
     * @param need n
     * @param reason for people: what is missing
     */
    record NotEnough(int have, int need, String reason) implements PlacementOutcome {}
}
