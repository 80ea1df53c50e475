// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.agreement;

import org.holdfast.model.AgreementPhase;

/**
 * What an owner may ask of its partner.
 *
 * @param store new blocks
 * @param read blocks back, for a restore
 * @param audit blocks that are kept
 */
public record Permits(boolean store, boolean read, boolean audit) {
    /** What a phase permits (docs/protocol-agreement.md). */
    public static Permits in(AgreementPhase phase) {
        return switch (phase) {
            case PROPOSED, CLOSED -> new Permits(false, false, false);
            case COMMITMENT -> new Permits(true, false, true);
            case ACTIVE -> new Permits(true, true, true);
            case CLOSING -> new Permits(false, true, true);
        };
    }
}
