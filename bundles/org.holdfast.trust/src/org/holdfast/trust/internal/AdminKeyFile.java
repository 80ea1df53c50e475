// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.model.DeviceKey;

/**
 * The admin key of a member that did not found: {@code identity/admin} (magic "HFIA"), body: the seed, 32 bytes. A file of
 * its own, so that a command can make it beside a running node, to whom {@code node.keys} belongs.
 */
public final class AdminKeyFile {
    private final StateFile file;

    /** @param folder of the identity */
    public AdminKeyFile(Path folder) {
        this.file = new StateFile(
                folder.resolve("admin"),
                "HFIA",
                Ed25519.SEED_BYTES,
                "Move it away; 'holdfast admin key' makes it again from the recovery secret");
    }

    /** Replaces it, durably. */
    public void write(byte[] seed) {
        file.write(seed);
    }

    /** The key, if it was made. @throws org.holdfast.model.HoldfastException IDENTITY_DAMAGED if it is another's */
    public Optional<Signer> read(DeviceKey expected) {
        Optional<Signer> signer = file.read(AdminKeyFile::signer);
        if (signer.filter(each -> !each.key().equals(expected)).isPresent()) {
            throw file.damaged("it is not this machine's admin key", null);
        }
        return signer;
    }

    private static Signer signer(ByteReader in) {
        byte[] seed = in.array(Ed25519.SEED_BYTES);
        try {
            return Signatures.signer(Ed25519.privateKey(seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
