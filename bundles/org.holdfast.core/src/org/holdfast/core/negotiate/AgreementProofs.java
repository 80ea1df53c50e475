// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** The certificates that each version of an agreement was signed under, so that it proves itself for ever. */
final class AgreementProofs {
    private final Ledger.Settings settings;

    AgreementProofs(Ledger.Settings settings) {
        this.settings = settings;
    }

    void keep(SignedAgreement signed) {
        byte[] certificates = new ByteWriter(2 * DeviceCert.BYTES)
                .bytes(signed.proposer().bytes())
                .bytes(signed.responder().bytes())
                .toArray();
        settings.put(key(signed.agreement().terms()), Bytes.of(certificates));
    }

    /** The agreement with its certificates; empty if they were lost. */
    Optional<SignedAgreement> of(Agreement agreement) {
        return settings.get(key(agreement.terms())).map(Bytes::toArray).map(both -> {
            DeviceCert proposer = DeviceCert.read(Arrays.copyOf(both, DeviceCert.BYTES));
            DeviceCert responder = DeviceCert.read(Arrays.copyOfRange(both, DeviceCert.BYTES, 2 * DeviceCert.BYTES));
            return new SignedAgreement(agreement, proposer, responder);
        });
    }

    void forget(AgreementTerms version) {
        settings.remove(key(version));
    }

    private static String key(AgreementTerms terms) {
        return "agreement." + terms.id() + "." + terms.version() + ".certificates";
    }
}
