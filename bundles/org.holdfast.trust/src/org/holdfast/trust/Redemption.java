// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.time.Instant;
import java.util.List;
import org.holdfast.format.identity.Invitation;
import org.holdfast.model.OwnerId;

/** What became of somebody's wish to join with a code that he proved to know. */
public sealed interface Redemption {
    /**
     * He may come in. Asking again gives the same answer, so an admission lost on the way is made again alike.
     *
     * @param use the how-manieth machine of this invitation it is
     * @param time when it first asked
     */
    record Redeemed(Invitation invitation, int use, Instant time) implements Redemption {}

    /**
     * He may not.
     *
     * @param users who came in with this invitation before: a code for one that two owners prove has leaked
     */
    record Refused(Reason reason, List<OwnerId> users) implements Redemption {
        public Refused {
            users = List.copyOf(users);
        }
    }

    /** Why not. */
    enum Reason {
        UNKNOWN,
        NOT_YET_OPEN,
        EXPIRED,
        EXHAUSTED
    }
}
