// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.put;

import java.time.Instant;
import java.util.Optional;
import org.holdfast.core.Peer;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;

/** Which blocks a holder takes. Pure and stateless; quota and disk are asked later, when room is reserved. */
final class PutRule {
    private PutRule() {}

    /** What to do with a block that is offered. */
    sealed interface Verdict {
        record Take() implements Verdict {}

        /** It lies here already. */
        record Again(HeldRow row) implements Verdict {}

        record Refuse(ErrorCode code, String why) implements Verdict {}
    }

    /**
     * What the header alone shows: it is the peer's own, for this node, and signed by the device that is talking. Ciphers
     * and audit suites may be any: a holder keeps bytes.
     */
    static Optional<Verdict.Refuse> header(OwnerId self, Peer owner, BlockHeader header) {
        if (!header.owner().equals(owner.id()) || !header.partner().equals(self)) {
            return refuse(ErrorCode.PEER_MISBEHAVED, "this block is not of yours for me");
        }
        DeviceCert device = owner.certificate();
        if (header.deviceEpoch() != device.deviceEpoch() || !header.signedBy(device.device())) {
            return refuse(ErrorCode.AUTHENTICATION_FAILED, "the block is not signed by your present device");
        }
        return Optional.empty();
    }

    /** @param agreement the row that the header names, if both have signed it and the owner is a party */
    static Verdict judge(BlockHeader header, Optional<AgreementRow> agreement, Optional<HeldRow> held, Instant now) {
        if (agreement.isEmpty()) {
            return new Verdict.Refuse(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        if (held.isPresent()) {
            return held.get().headerHash().equals(header.hash())
                    ? new Verdict.Again(held.get())
                    : new Verdict.Refuse(ErrorCode.CONFLICT, "I hold another block under this id");
        }
        if (!Permits.in(agreement.get().phase()).store()) {
            return new Verdict.Refuse(
                    ErrorCode.NO_AGREEMENT,
                    "our agreement is " + agreement.get().phase() + ": nothing new is stored");
        }
        AgreementTerms terms = agreement.get().agreement().terms();
        if (!terms.formats().contains(BlockHeader.VERSION)) {
            return new Verdict.Refuse(ErrorCode.FORMAT_UNKNOWN, "our agreement does not name this block format");
        }
        Instant longest = now.plus(terms.longestRetention()).plus(DeviceCert.TOLERANCE);
        if (header.retainUntil().isAfter(longest)) {
            return new Verdict.Refuse(ErrorCode.NO_AGREEMENT, "our agreement allows no lock beyond " + longest);
        }
        return new Verdict.Take();
    }

    private static Optional<Verdict.Refuse> refuse(ErrorCode code, String why) {
        return Optional.of(new Verdict.Refuse(code, why));
    }
}
