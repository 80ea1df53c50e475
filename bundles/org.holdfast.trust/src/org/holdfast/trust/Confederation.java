// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.util.Optional;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.Roster;

/**
 * What this node knows of its confederation.
 *
 * @param roster the newest; empty in an open one, and in a managed one until a member has shown it
 */
public record Confederation(ConfederationRef ref, Optional<Roster> roster) {
    public Confederation {
        if (roster.isPresent() && !roster.get().founding().ref().equals(ref)) {
            throw new IllegalArgumentException("this roster is of another confederation");
        }
    }
}
