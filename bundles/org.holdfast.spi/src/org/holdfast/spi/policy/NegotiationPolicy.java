// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import org.holdfast.model.AgreementTerms;

/** Answers proposals, as a service; the one with the highest ranking decides. MUST be quick and pure. */
public interface NegotiationPolicy {
    /**
     * Whether these terms are agreed to. An acceptance or counter-proposal MUST NOT promise more than {@link
     * Situation#unreserved}.
     */
    Reply consider(AgreementTerms proposal, Situation self);

    /** An answer to a proposal. */
    sealed interface Reply {
        record Accept() implements Reply {}

        /**
         * Would agree to these terms instead: the same agreement between the same two, something else in it. MUST be
         * accepted when it is proposed to a node that stands as before.
         */
        record Counter(AgreementTerms terms, String reason) implements Reply {}

        record Decline(String reason) implements Reply {}
    }
}
