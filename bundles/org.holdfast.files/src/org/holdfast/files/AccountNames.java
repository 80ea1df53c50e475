// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.util.Optional;
import java.util.OptionalInt;
import org.holdfast.model.Bytes;

/** The users and groups of a system, so that a tree can be restored where they have other numbers. Thread-safe. */
public interface AccountNames {
    /** Empty if there is no such user. */
    Optional<Bytes> user(int uid);

    Optional<Bytes> group(int gid);

    /**
     * Asked of the system each time: a name may be given to somebody else.
     *
     * @return empty if there is no such user, or it could not be found out
     */
    OptionalInt uid(Bytes user);

    /** Whether users have numbers here at all; else {@link #uid} is empty for everybody. */
    boolean haveNumbers();

    OptionalInt gid(Bytes group);
}
