// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;

/**
 * What the ledger keeps of audits, as owner and as holder. As everywhere in the {@link Ledger}, each method is one
 * transaction, durable when it returns. Thread-safe.
 */
public interface Audits {
    /** The challenge that a partner owes the answer to. */
    Optional<OwedRow> owed(AgreementId agreement);

    /** @throws org.holdfast.model.HoldfastException CONFLICT if another one is owed under this agreement */
    void owe(OwedRow row);

    /** The holder's half came. Nothing happens if the challenge is not owed. */
    void keepCoin(AuditId audit, Bytes coin);

    /** A challenge is over: it is owed no longer, and stands in the log. */
    AuditRow end(AuditRow.Ended ended);

    /** The last audit known as a holder. */
    Optional<AnsweredRow> answered(AgreementId agreement, OwnerId owner);

    /** Inserts or replaces by agreement and owner. */
    void answer(AnsweredRow row);

    /** The owner's receipt came: it is kept with the audit, which stands in the log from now on. */
    AuditRow receipted(AnsweredRow row, AuditRow.Ended ended);

    /**
     * Counts pieces that an owner has answered on a day; days before are forgotten.
     *
     * @param day days since 1970, in UTC
     * @param most pieces of a day
     * @return false, and nothing counted, if that would be more than {@code most}
     */
    boolean spend(AgreementId agreement, OwnerId owner, long day, long pieces, long most);

    /** The last one with a partner, of those that this node made ({@code own}) or of those that it answered. */
    Optional<AuditRow> last(OwnerId peer, boolean own);

    /** The last one that this node made under an agreement in a scheme. */
    Optional<AuditRow> last(AgreementId agreement, int scheme);

    /** One that has ended. */
    Optional<AuditRow> find(AuditId audit, boolean own);

    /** In order, those with a higher number than {@code entry}, at most {@code limit}. */
    List<AuditRow> after(long entry, int limit);

    /** Recomputes the chain; the number of the first entry that does not fit, if any. */
    Optional<Long> firstBroken();
}
