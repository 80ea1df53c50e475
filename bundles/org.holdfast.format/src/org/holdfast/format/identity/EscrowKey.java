// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.model.Id32;

/**
 * A confederation's escrow key: an X25519 public key that its founding lays down for good, to which members seal
 * their recovery secrets. Its private half grows from the founder's recovery secret and is on no machine once the
 * founder's sheet is sealed.
 */
public record EscrowKey(Id32 value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
