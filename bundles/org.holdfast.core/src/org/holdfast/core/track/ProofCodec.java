// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Bytes;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** A signed agreement with both certificates as the ledger keeps it: u16 length | agreement | certificate | certificate. */
final class ProofCodec {
    private ProofCodec() {}

    static Bytes encode(SignedAgreement signed) {
        return Bytes.of(new ByteWriter(2 + AgreementCodec.MAX_BYTES + 2 * DeviceCert.BYTES)
                .bytes16(Bytes.of(AgreementCodec.encode(signed.agreement())))
                .bytes(signed.proposer().bytes())
                .bytes(signed.responder().bytes())
                .toArray());
    }

    static SignedAgreement decode(Bytes encoded) {
        ByteReader in = new ByteReader("proof of an agreement", encoded.toArray());
        var agreement =
                AgreementCodec.decode(in.bytes16(AgreementCodec.MAX_BYTES).toArray());
        DeviceCert proposer = DeviceCert.read(in.array(DeviceCert.BYTES));
        DeviceCert responder = DeviceCert.read(in.array(DeviceCert.BYTES));
        in.end();
        return new SignedAgreement(agreement, proposer, responder);
    }
}
