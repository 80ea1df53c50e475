// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.AgreementId;
import org.holdfast.model.CodeShape;
import org.holdfast.model.OwnerId;

/** Chooses who gets the shards of the next segment. */
public interface GroupChooser {
    /**
     * One seat per position of the codeword, all on distinct hosts; waits while too few partners can be reached.
     *
     * @param shardBytes what each of them will have to hold
     * @param stillWanted asked now and then while it waits; what it throws ends the waiting
     * @throws org.holdfast.model.HoldfastException NOT_ENOUGH_PARTNERS when there are too few agreements
     */
    List<Seat> choose(CodeShape shape, int shardBytes, Runnable stillWanted);

    /**
     * One more seat for a segment, now: on a machine that none of {@code taken} stands on, where the segment is spread
     * best with it; empty if there is none.
     *
     * @param shardBytes what it will have to hold
     */
    Optional<Seat> another(CodeShape shape, Set<OwnerId> taken, int shardBytes);

    /** A position's partner and the agreement under which it holds the block. */
    record Seat(OwnerId partner, AgreementId agreement) {}
}
