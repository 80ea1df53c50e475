// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.net;

import java.util.Optional;
import org.holdfast.format.identity.Roster;
import org.holdfast.wire.Hello;

/** What this node knows of its confederation. Thread-safe; what is adopted is durable on return. */
public interface Membership {
    /** The newest roster; empty on a machine that has not joined yet, or was wiped. */
    Optional<Roster> roster();

    /** What this node shows while the roster does not list it yet. */
    Optional<Hello.Voucher> voucher();

    /** Keeps a roster that succeeds the present one. */
    void adopt(Roster roster);
}
