// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import org.holdfast.format.ByteWriter;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/**
 * A member's proof that it has an admin key, ready to be put on the roster.
 *
 * @param signature ADMIN_KEY by that key over confederation id 32 | owner id 32
 */
public record AdminClaim(DeviceKey key, Bytes signature) {
    public AdminClaim {
        if (signature.length() != Signatures.BYTES) {
            throw new IllegalArgumentException("an Ed25519 signature has 64 bytes");
        }
    }

    public static AdminClaim sign(Signer admin, ConfederationId confederation, OwnerId owner) {
        return new AdminClaim(admin.key(), admin.sign(SignedType.ADMIN_KEY, body(confederation, owner)));
    }

    /** Whether who has the key says that it is this owner's. */
    public boolean validFor(ConfederationId confederation, OwnerId owner) {
        return Signatures.valid(key, SignedType.ADMIN_KEY, body(confederation, owner), signature);
    }

    private static byte[] body(ConfederationId confederation, OwnerId owner) {
        return new ByteWriter(64)
                .id32(confederation.value())
                .id32(owner.value())
                .toArray();
    }
}
