// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import org.holdfast.model.AccessRole;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.Caller;

/** The one place where roles are checked. Pure. */
final class Roles {
    private Roles() {}

    /** @param what a call, or what in it takes more than the call does. @throws HoldfastException ROLE_NEEDED */
    static void require(Caller caller, AccessRole needed, String what) {
        if (!caller.role().covers(needed)) {
            throw new HoldfastException(
                    ErrorCode.ROLE_NEEDED,
                    what,
                    "'" + caller.name() + "' is " + caller.role().word() + " here, and " + what + " takes the role "
                            + needed.word() + ". Nothing was done.");
        }
    }
}
