// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.util.Optional;
import org.holdfast.model.Digest;

/**
 * What an owner knows of its blocks while a proof is judged. May throw WRONG_KEY or BLOCK_UNKNOWN: then nothing is known
 * about the proof.
 */
public interface OwnedBlocks {
    /** The key that the block was marked with, 32 bytes. */
    byte[] blockKey(AuditedBlock block);

    /** What {@link Marks#kept} said for one piece; for schemes that keep something. */
    byte[] kept(AuditedBlock block, int piece);

    /**
     * Whether a header that came back is the one that this owner sealed for this block: its MAC, owner, partner,
     * agreement, block and version. Empty if it is not.
     */
    Optional<Sealed> sealed(AuditedBlock block, byte[] header);

    /**
     * What a genuine header says of what follows it.
     *
     * @param tagsLength in bytes
     * @param payloadLength in bytes
     * @param tagsHash SHA-256
     * @param payloadHash SHA-256
     */
    record Sealed(int tagsLength, int payloadLength, Digest tagsHash, Digest payloadHash) {}
}
