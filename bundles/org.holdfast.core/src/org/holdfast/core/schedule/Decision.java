// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.schedule;

import java.time.Instant;
import java.util.Optional;

/** What is to be done about a source now. */
public sealed interface Decision {
    /**
     * It is backed up.
     *
     * @param reread whether every file is read, changed or not
     */
    record Run(Cause cause, boolean reread) implements Decision {}

    /**
     * It is not.
     *
     * @param due when its time comes or came; none if it never does
     * @param until when to look again at the latest; none if that depends on something else than time
     */
    record Wait(Hold hold, Optional<Instant> due, Optional<Instant> until) implements Decision {}

    /** Why a backup begins. */
    enum Cause {
        /** There is none yet. */
        FIRST,
        /** Its time has come. */
        DUE,
        /** Its time came while the machine was off or asleep. */
        MISSED
    }
}
