// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

/** Where an agreement stands in its life (docs/protocol-agreement.md). */
public enum AgreementPhase {
    /** Signed by one side. */
    PROPOSED,
    /** Signed by both; audits are answered, restores not yet (open confederations only). */
    COMMITMENT,
    ACTIVE,
    /** Notice was given: nothing new is stored, everything kept can be read. */
    CLOSING,
    CLOSED
}
