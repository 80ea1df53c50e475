// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.trust.internal.PrivateFiles;
import org.holdfast.trust.internal.StateFile;

/**
 * The escrow boxes of other members, and this machine's own, in {@code <home>/escrow/}: a file for each owner, named by
 * its id (magic "HFIE", body: a {@link KeptEscrow} with u16 length). They are sealed, but private all the same.
 * Thread-safe.
 */
public final class EscrowStore {
    private final Path folder;

    /** @param home the node's data folder */
    public EscrowStore(Path home) {
        this.folder = home.resolve("escrow");
    }

    private StateFile file(OwnerId owner) {
        return new StateFile(
                folder.resolve(owner.toString()),
                "HFIE",
                2 + KeptEscrow.MAX_BYTES,
                "Move it away: its owner leaves its box here again when both are on line");
    }

    /** What is kept for an owner; nothing if it never came. @throws HoldfastException IDENTITY_DAMAGED */
    public synchronized KeptEscrow find(OwnerId owner) {
        return file(owner)
                .read(in -> KeptEscrow.read(in.bytes16(KeptEscrow.MAX_BYTES).toArray()))
                .orElse(KeptEscrow.NOTHING);
    }

    /** Replaces it, durably. */
    public synchronized void keep(OwnerId owner, KeptEscrow kept) {
        PrivateFiles.makeFolder(folder);
        file(owner).write(new ByteWriter().bytes16(Bytes.of(kept.bytes())).toArray());
    }
}
