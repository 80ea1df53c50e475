// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.leave;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.Notice;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;

/**
 * Answers NOTICE: the agreement is closing from now on, and so much of this node's own still has no other place. The
 * partner asks until that is nothing. Thread-safe.
 */
public final class NoticeClerk {
    private final AgreementBook agreements;
    private final BiFunction<OwnerId, AgreementId, Ledger.Sum> needed;
    private final Consumer<AgreementId> closing;

    /**
     * @param needed what of this node's own is with a partner under an agreement and cannot be done without: nothing only
     *     if it may be switched off now
     * @param closing called when an agreement begins to close
     */
    public NoticeClerk(
            AgreementBook agreements,
            BiFunction<OwnerId, AgreementId, Ledger.Sum> needed,
            Consumer<AgreementId> closing) {
        this.agreements = agreements;
        this.needed = needed;
        this.closing = closing;
    }

    /** NOTICE_TAKEN, or ERROR with NO_AGREEMENT. The phase is durable before. */
    public Message answer(OwnerId peer, Notice notice) {
        AgreementId id = notice.agreement();
        if (agreements.signed(id, peer).isEmpty()) {
            return new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        if (agreements.notice(id)) {
            closing.accept(id);
        }
        Ledger.Sum left = needed.apply(peer, id);
        return new NoticeTaken(id, left.blocks(), left.bytes());
    }
}
