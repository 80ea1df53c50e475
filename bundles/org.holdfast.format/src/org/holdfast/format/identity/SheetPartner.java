// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/**
 * A partner as the recovery sheet names it.
 *
 * @param fingerprint the first 16 bytes of its owner id, which outlive its device keys and addresses
 * @param address where it was when the sheet was made: a name or a literal, at most 253 ASCII characters
 */
public record SheetPartner(Id16 fingerprint, String name, NodeAddress address) {
    static final int HOST = 253;

    public SheetPartner {
        Labels.name(name);
        if (address.host().length() > HOST || address.host().chars().anyMatch(c -> c <= 32 || c > 126)) {
            throw new IllegalArgumentException("a host on a sheet has 1 to 253 ASCII characters and no space");
        }
    }

    public static SheetPartner of(OwnerId owner, String name, NodeAddress address) {
        return new SheetPartner(fingerprint(owner), name, address);
    }

    /** The first 16 bytes of an owner id. */
    public static Id16 fingerprint(OwnerId owner) {
        return Id16.truncated(owner.bytes());
    }

    /** Whether this is that owner. */
    public boolean is(OwnerId owner) {
        return fingerprint.equals(fingerprint(owner));
    }
}
