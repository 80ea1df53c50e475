// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import org.holdfast.model.AgreementTerms;

/** Answers proposals, as a service; the one with the highest ranking decides. MUST be quick and pure. */
public interface NegotiationPolicy {
    Reply consider(AgreementTerms proposal, Situation self);

    /** An answer to a proposal. */
    sealed interface Reply {
        record Accept() implements Reply {}

        /** Would agree to these terms instead. */
        record Counter(AgreementTerms terms, String reason) implements Reply {}

        record Decline(String reason) implements Reply {}
    }
}
