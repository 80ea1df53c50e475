// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.util.Optional;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.model.Agreement;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;

/**
 * Next versions of agreements that this node has proposed and that were not answered yet: one for an agreement, beside
 * its row. One that a crash left behind when the row had moved on counts for nothing.
 */
final class NextClaims {
    private final Ledger.Settings settings;

    NextClaims(Ledger.Settings settings) {
        this.settings = settings;
    }

    /** @param claim signed by this node only */
    void put(Agreement claim) {
        settings.put(key(claim.id()), Bytes.of(AgreementCodec.encode(claim)));
    }

    /** What is proposed to follow this row. */
    Optional<AgreementTerms> of(AgreementRow row) {
        AgreementTerms present = row.agreement().terms();
        return settings.get(key(present.id()))
                .map(bytes -> AgreementCodec.decode(bytes.toArray()).terms())
                .filter(terms -> terms.version() == present.version() + 1);
    }

    void remove(AgreementId id) {
        if (settings.get(key(id)).isPresent()) {
            settings.remove(key(id));
        }
    }

    private static String key(AgreementId id) {
        return "agreement." + id + ".next";
    }
}
