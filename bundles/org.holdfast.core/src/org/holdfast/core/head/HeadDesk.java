// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.head;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldHead;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.HeadMessage.Kept;

/** Does what {@link HeadHolder} wants done, for one owner. */
public final class HeadDesk implements Performer<HeadHolder.Action, HeadHolder.Answer> {
    /** Of what is reserved, so much may be heads beside the blocks, but at least {@link #LEAST}. */
    private static final int SHARE = 16;

    private static final ByteCount LEAST = ByteCount.mebibytes(256);

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
            case HeadHolder.Action.Save(AgreementId agreement, Optional<Witness> top, List<HeldHead> heads) -> {
                Instant now = clock.instant();
                shelf.save(owner, top, heads, most(agreement), now);
                yield Optional.of(new HeadHolder.Answer.Saved(now));
            }
        };
    }

    private ByteCount most(AgreementId agreement) {
        ByteCount share = ByteCount.of(agreements.quota(agreement).value() / SHARE);
        return share.compareTo(LEAST) > 0 ? share : LEAST;
    }
}
