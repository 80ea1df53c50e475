// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.util.Optional;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.Identity;

/** This machine's right to sign for its confederation: its admin key, as long as the roster names it. Stateless. */
final class AdminKey {
    private AdminKey() {}

    /** Whether it has one that counts. */
    static Optional<Signer> find(Identity identity, Roster roster) {
        return identity.admin().filter(key -> roster.admins().contains(key.key()));
    }

    /** @throws HoldfastException NOT_ON_ROSTER with the reason, and what makes this machine an admin */
    static Signer of(Identity identity, Roster roster) {
        return find(identity, roster).orElseThrow(() -> identity.admin().isPresent() ? notNamed(identity) : none());
    }

    /** @throws HoldfastException NOT_ON_ROSTER */
    static Roster roster(StoredMembership membership) {
        return membership
                .roster()
                .orElseThrow(() -> no(
                        "This machine knows no roster: it has not joined yet, or its confederation is an open one."));
    }

    private static HoldfastException none() {
        return no("This machine has no admin key. Say that at an admin's machine ('holdfast admin list'), or make this"
                + " one an admin: 'holdfast admin key' here, then 'holdfast admin add' with its name there.");
    }

    private static HoldfastException notNamed(Identity identity) {
        return no("This machine has an admin key, "
                + identity.adminKey().toString().substring(0, 16)
                + ", but the roster does not name it, or not any more. 'holdfast admin add' with this machine's name, at"
                + " one of those that 'holdfast admin list' shows, puts it there.");
    }

    private static HoldfastException no(String message) {
        return new HoldfastException(ErrorCode.NOT_ON_ROSTER, "admin key", message);
    }
}
