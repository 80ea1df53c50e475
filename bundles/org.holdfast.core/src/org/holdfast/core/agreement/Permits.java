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
    /** Where nothing was agreed. */
    public static final Permits NOTHING = new Permits(false, false, false);

    /** What an owner may count on in a phase. What was agreed is over when it is CLOSED. */
    public static Permits in(AgreementPhase phase) {
        return switch (phase) {
            case PROPOSED, CLOSED -> NOTHING;
            case COMMITMENT -> new Permits(true, false, true);
            case ACTIVE -> new Permits(true, true, true);
            case CLOSING -> new Permits(false, true, true);
        };
    }

    /**
     * What a holder grants one that broke the agreement: nothing, or to get its own back.
     *
     * @param served whether it has come back with its recovery sheet, or the two are partners anew
     */
    public static Permits afterBreach(Permits granted, boolean served) {
        return served ? new Permits(false, granted.read(), granted.audit()) : NOTHING;
    }

    /**
     * What a holder grants of the blocks that it still has (docs/protocol-agreement.md). Notice ends neither their locks nor
     * the commitment period: whoever has the device key, and no more, can give notice, but must neither take an owner's
     * past from it so nor come to its own early.
     *
     * @param phase of an agreement that both have signed, or PROPOSED
     * @param committed whether nothing has to be waited for: no commitment period, and no return after days down
     */
    public static Permits granted(AgreementPhase phase, boolean committed) {
        return switch (phase) {
            case PROPOSED -> NOTHING;
            case COMMITMENT, ACTIVE -> new Permits(true, committed, true);
            case CLOSING, CLOSED -> new Permits(false, committed, true);
        };
    }
}
