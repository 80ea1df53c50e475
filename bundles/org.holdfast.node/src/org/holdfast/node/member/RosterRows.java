// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.List;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Finds whom a person means. Stateless. */
public final class RosterRows {
    /** Shorter beginnings of an id could be mistyped names. */
    private static final int SHORTEST = 8;

    private RosterRows() {}

    /**
     * The one member that is called so.
     *
     * @param wanted its name, or at least the first 8 digits of its id
     * @throws HoldfastException MEMBER_UNKNOWN if there is none, or more than one
     */
    public static RosterEntry meant(Roster roster, String wanted) {
        List<RosterEntry> meant = roster.entries().stream()
                .filter(row -> row.name().equals(wanted)
                        || (wanted.length() >= SHORTEST
                                && row.owner().toString().startsWith(wanted)))
                .toList();
        if (meant.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    wanted,
                    (meant.isEmpty() ? "No member" : meant.size() + " members") + " of '"
                            + roster.founding().name() + "' "
                            + (meant.isEmpty() ? "is" : "are") + " called '" + wanted
                            + "'. 'holdfast member list' shows names and ids; the first " + SHORTEST
                            + " digits of an id are enough.");
        }
        return meant.getFirst();
    }
}
