// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldHead;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.HeadMessage.Kept;

/** Does what {@link HeadHolder} wants done, for one owner. */
public final class HeadDesk implements Performer<HeadHolder.Action, HeadHolder.Answer> {
    private final HeadShelf shelf;
    private final AgreementBook agreements;
    private final OwnerId owner;
    private final InstantSource clock;

    public HeadDesk(HeadShelf shelf, AgreementBook agreements, OwnerId owner, InstantSource clock) {
        this.shelf = shelf;
        this.agreements = agreements;
        this.owner = owner;
        this.clock = clock;
    }

    @Override
    public Optional<HeadHolder.Answer> perform(HeadHolder.Action action) {
        return switch (action) {
            case HeadHolder.Action.LookUp(AgreementId agreement) ->
                Optional.of(new HeadHolder.Answer.Found(
                        agreements.signed(agreement, owner), shelf.top(owner).map(Kept::witness)));
            case HeadHolder.Action.Save(Optional<Witness> top, List<HeldHead> heads) -> {
                shelf.save(owner, top, heads);
                yield Optional.of(new HeadHolder.Answer.Saved(clock.instant()));
            }
        };
    }
}
