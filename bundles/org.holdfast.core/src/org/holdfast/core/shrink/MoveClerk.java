// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.shrink;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.MoveMessage;
import org.holdfast.wire.MoveMessage.MoveAsked;
import org.holdfast.wire.MoveMessage.MoveTaken;

/** Answers MOVE_ASKED, as the owner: the wish is kept, and so much still has to go. Thread-safe. */
public final class MoveClerk {
    private final AgreementBook agreements;
    private final MoveWishes wishes;
    private final BiFunction<OwnerId, AgreementId, Ledger.Sum> beyond;
    private final Consumer<MoveAsked> fresh;

    /**
     * @param beyond what lies with a partner under an agreement beyond what may, and has no other place yet
     * @param fresh hears of a wish that is another one than before
     */
    public MoveClerk(
            AgreementBook agreements,
            MoveWishes wishes,
            BiFunction<OwnerId, AgreementId, Ledger.Sum> beyond,
            Consumer<MoveAsked> fresh) {
        this.agreements = agreements;
        this.wishes = wishes;
        this.beyond = beyond;
        this.fresh = fresh;
    }

    /** MOVE_TAKEN, or ERROR with NO_AGREEMENT. */
    public Message answer(OwnerId peer, MoveAsked asked) {
        AgreementId id = asked.agreement();
        if (agreements.signed(id, peer).isEmpty()) {
            return new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement");
        }
        if (asked.most().equals(MoveMessage.EVERYTHING)) {
            wishes.withdrawn(id);
        } else if (wishes.heard(asked)) {
            fresh.accept(asked);
        }
        Ledger.Sum left = beyond.apply(peer, id);
        return new MoveTaken(id, left.blocks(), left.bytes());
    }
}
