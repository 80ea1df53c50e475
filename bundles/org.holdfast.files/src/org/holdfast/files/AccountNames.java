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

    OptionalInt uid(Bytes user);

    OptionalInt gid(Bytes group);
}
