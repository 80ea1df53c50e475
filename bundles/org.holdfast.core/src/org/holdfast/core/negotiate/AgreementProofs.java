// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Arrays;
import java.util.List;
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
        AgreementTerms terms = signed.agreement().terms();
        settings.put(key(terms), Bytes.of(certificates));
        if (settings.get(firstKey(terms)).isEmpty()) {
            settings.put(firstKey(terms), Bytes.of(certificates));
        }
    }

    /** The certificates under which the first version that this node knew of was signed; none if they were lost. */
    List<DeviceCert> first(Agreement agreement) {
        return settings.get(firstKey(agreement.terms()))
                .or(() -> settings.get(key(agreement.terms())))
                .map(Bytes::toArray)
                .map(AgreementProofs::both)
                .orElse(List.of());
    }

    private static List<DeviceCert> both(byte[] both) {
        return List.of(
                DeviceCert.read(Arrays.copyOf(both, DeviceCert.BYTES)),
                DeviceCert.read(Arrays.copyOfRange(both, DeviceCert.BYTES, 2 * DeviceCert.BYTES)));
    }

    /** The agreement with its certificates; empty if they were lost. */
    Optional<SignedAgreement> of(Agreement agreement) {
        return settings.get(key(agreement.terms()))
                .map(Bytes::toArray)
                .map(AgreementProofs::both)
                .map(both -> new SignedAgreement(agreement, both.getFirst(), both.getLast()));
    }

    void forget(AgreementTerms version) {
        settings.remove(key(version));
    }

    private static String firstKey(AgreementTerms terms) {
        return "agreement." + terms.id() + ".first.certificates";
    }

    private static String key(AgreementTerms terms) {
        return "agreement." + terms.id() + "." + terms.version() + ".certificates";
    }
}
