// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import java.io.IOException;
import java.io.OutputStream;
import org.holdfast.model.FormatId;

/**
 * A way of auditing as a service. The owner marks blocks when it seals them, and later judges proofs; the holder proves
 * without any key. Thread-safe.
 */
public interface AuditScheme {
    FormatId id();

    /** What it draws samples from and what it costs. The same for the life of the service. */
    AuditShape shape();

    /**
     * The owner's side.
     *
     * @param sharedKey 32 bytes, the same for all blocks of one key generation under one agreement; not kept beyond the
     *     owner's side
     */
    OwnerSide owner(byte[] sharedKey);

    /**
     * The holder's side: writes the proof for all samples of the challenge. May be called again with a part of the samples
     * ({@link Challenge#only}). Never holds more of a block in memory than one piece, unless the piece is the block.
     *
     * @param parameters what {@link OwnerSide#parameters} gave to the other side; hostile
     * @throws IOException if a block cannot be read or the proof not be written; nothing is proved then
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT for parameters that no owner makes, and USAGE where
     *     the proof would take longer than {@link HeldBlocks#patience} allows
     */
    void prove(Challenge challenge, byte[] parameters, HeldBlocks held, OutputStream proof) throws IOException;
}
