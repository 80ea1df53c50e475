// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/**
 * Another owner's head as kept here.
 *
 * @param witnessHash SHA-256 of the witness
 * @param head sealed; only the owner can read it
 */
public record HeldHead(
        OwnerId owner,
        AgreementId agreement,
        int deviceEpoch,
        long sequence,
        Digest witnessHash,
        Bytes witness,
        Bytes head) {}
