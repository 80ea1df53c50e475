// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.format.Signatures;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;

/** An admin's signature under a roster's body. */
public record RosterSignature(DeviceKey admin, Bytes signature) {
    public RosterSignature {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }
}
