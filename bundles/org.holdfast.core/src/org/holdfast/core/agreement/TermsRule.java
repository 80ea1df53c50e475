// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import java.util.Optional;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;

/** What no terms may break, whatever a policy says. Checked before signing and before believing a signature. */
public final class TermsRule {
    private TermsRule() {}

    /**
     * @param managed whether the confederation has a signed roster, without which a commitment is needed
     * @return for people: why these terms must not be signed; empty where nothing is wrong with them
     */
    public static Optional<String> fault(AgreementTerms terms, boolean managed) {
        if (terms.reservedByProposer().equals(ByteCount.ZERO)
                || terms.reservedByResponder().equals(ByteCount.ZERO)) {
            return Optional.of("an agreement is reciprocal: both sides must reserve space");
        }
        if (terms.longestRetention().isZero()) {
            return Optional.of("an agreement must let blocks be locked for some time");
        }
        if (terms.commitment().isZero()) {
            return managed
                    ? Optional.empty()
                    : Optional.of("without a roster an agreement needs a commitment period longer than grace");
        }
        return terms.commitment().compareTo(terms.grace()) > 0
                ? Optional.empty()
                : Optional.of(
                        "the commitment period " + terms.commitment() + " must be longer than grace " + terms.grace());
    }
}
