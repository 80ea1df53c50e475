// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.rollback;

import java.util.Set;

/**
 * A change of plug-ins and what became of it.
 *
 * @param snapshot what there was before
 * @param change for people
 * @param before problems that there were already: those the change has nothing to do with
 * @param served formats that could be read before, each as role and number
 * @param why it was taken back; empty while it is watched
 */
public record Watch(Phase phase, int snapshot, String change, Set<String> before, Set<String> served, String why) {
    /** What goes on. */
    public enum Phase {
        /** The change is being made, or its consequences are looked at. */
        WATCHING,
        /** It is being taken back; begun again at a start. */
        ROLLING_BACK,
        /** It was taken back; said until the next change. */
        ROLLED_BACK
    }

    public Watch {
        before = Set.copyOf(before);
        served = Set.copyOf(served);
    }

    public Watch as(Phase next, String reason) {
        return new Watch(next, snapshot, change, before, served, reason);
    }
}
