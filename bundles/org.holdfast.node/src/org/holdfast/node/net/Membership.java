// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.Hello;

/** What this node knows of its confederation. Thread-safe; what is adopted is durable on return. */
public interface Membership {
    /** The newest roster; empty on a machine that has not joined yet, or was wiped, and in an open confederation. */
    Optional<Roster> roster();

    /** Where there is no roster and never will be: whom this machine's people have paired it with. */
    Optional<Predicate<OwnerId>> pins();

    /** Of {@link #pins} those alone that people vouched for: whoever pairs takes nobody else for known. */
    Optional<Predicate<OwnerId>> paired();

    /** Whether nothing new may be agreed or stored with this machine; what is stored may be read. */
    boolean isRevoked(OwnerId id);

    /** What it is called on the roster, or was when it was paired. */
    Optional<String> name(OwnerId id);

    /** What this node shows while the roster does not list it yet. */
    Optional<Hello.Voucher> voucher();

    /** Keeps a roster that succeeds the present one. */
    void adopt(Roster roster);
}
