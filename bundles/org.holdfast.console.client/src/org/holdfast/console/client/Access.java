// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.console.client.view.Remote;
import org.holdfast.model.AccessRole;

/**
 * Who the console is at a node, and what it may do there.
 *
 * @param name that the node has for the pass; empty at a node of this computer
 * @param role empty where it cannot be known beforehand: then the node says what is too much
 * @param until the last moment at which the pass counts; empty at a node of this computer
 */
public record Access(String name, Optional<AccessRole> role, Optional<Instant> until) {
    /** Who can read the data folder may do everything. */
    static final Access HERE = new Access("", Optional.of(AccessRole.CUSTODIAN), Optional.empty());

    static final Access UNKNOWN = new Access("", Optional.empty(), Optional.empty());

    /** @param passes those that the node lets in */
    static Access of(String fingerprint, List<Remote> passes) {
        return passes.stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst()
                .map(each -> new Access(each.name(), AccessRole.of(each.role()), each.notAfter()))
                .orElse(UNKNOWN);
    }

    /** Not if it is known to be too much. */
    public boolean may(AccessRole needed) {
        return role.map(each -> each.covers(needed)).orElse(true);
    }
}
