// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;

/** A holder whose disk gets short asks owners to take some of their blocks elsewhere. */
public sealed interface MoveMessage extends NegotiationMessage {
    /** As {@link MoveAsked#most}: everything may stay. */
    ByteCount EVERYTHING = ByteCount.of(Long.MAX_VALUE);

    /**
     * MOVE_ASKED, holder: let no more than so much of yours lie here. The answer says how much there still is beyond; so I
     * may ask again and again.
     *
     * @param most bytes of blocks, headers included; {@link #EVERYTHING} takes it back
     * @param until by when; what has not moved by then stays all the same
     */
    record MoveAsked(AgreementId agreement, ByteCount most, Instant until) implements MoveMessage {
        public MoveAsked {
            until = until.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /**
     * MOVE_TAKEN, owner.
     *
     * @param blocks that still have to move; 0 once no more lies there than may
     * @param bytes of them
     */
    record MoveTaken(AgreementId agreement, long blocks, ByteCount bytes) implements MoveMessage {
        public MoveTaken {
            if (blocks < 0) {
                throw new IllegalArgumentException("there are no " + blocks + " blocks");
            }
        }
    }
}
