// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What a face can ask about the admins of the confederation. Every failure is a {@link org.holdfast.model.HoldfastException}. */
public interface AdminControl {
    /** Whose keys sign the roster; nobody's in an open confederation. */
    List<AdminReport> list();

    /**
     * Puts the admin key of a member on the roster; only at a machine that is an admin, and while the member can be
     * reached. It must have made its key ({@code holdfast admin key}).
     *
     * @param node its name, or the beginning of its id
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER, MEMBER_UNKNOWN, ADMIN_KEY_MISSING, PEER_LOST, CONFLICT
     */
    AdminReport add(String node);

    /**
     * Takes an admin's key off the roster, be it this machine's; only at a machine that is an admin.
     *
     * @param node its name, the beginning of its id, or the beginning of its key
     * @throws org.holdfast.model.HoldfastException NOT_ON_ROSTER, MEMBER_UNKNOWN; CONFLICT for the last one
     */
    AdminReport remove(String node);
}
