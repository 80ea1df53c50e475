// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.escrow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow.Asked;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.EscrowMessage.EscrowAnswer;
import org.holdfast.wire.EscrowMessage.EscrowGet;
import org.holdfast.wire.EscrowMessage.EscrowKept;
import org.holdfast.wire.EscrowMessage.EscrowPut;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;

/**
 * What a member does with escrow boxes: takes each from its owner alone, gives one to an admin of the roster alone, and
 * notes that it did before it does. The owner hears of that note, with the wish, whenever it leaves its box again, so
 * that no admin opens one unseen as long as one of those who were asked is honest, and nobody can make one up. Thread-safe.
 */
public final class EscrowClerk {
    /** How far the clocks of an admin and a member may be apart. */
    static final Duration SKEW = Duration.ofHours(24);

    private final EscrowShelf shelf;
    private final InstantSource clock;

    public EscrowClerk(EscrowShelf shelf, InstantSource clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Takes or erases the peer's own box. @param roster the newest one of this node */
    public synchronized Message put(OwnerId peer, EscrowPut put, Optional<Roster> roster) {
        if (!put.box().map(box -> fits(box, peer, roster)).orElse(true)) {
            return no("this is not your box, or not sealed to the escrow key of my roster");
        }
        var before = shelf.find(peer);
        if (!before.box().equals(put.box())) {
            shelf.keep(peer, before.with(put.box()));
        }
        return new EscrowKept(before.asked());
    }

    private static boolean fits(EscrowBox box, OwnerId peer, Optional<Roster> roster) {
        return box.owner().equals(peer)
                && roster.filter(each -> each.confederation().equals(box.confederation()))
                        .flatMap(Roster::escrow)
                        .equals(Optional.of(box.escrow()));
    }

    /** Gives the box of an owner, if an admin asks. @param roster the newest one of this node */
    public synchronized Message get(OwnerId peer, EscrowGet get, Optional<Roster> roster) {
        boolean admin = roster.filter(each -> each.admins().contains(get.admin()))
                .filter(each -> get.signedFor(each.confederation(), peer))
                .isPresent();
        Instant now = clock.instant();
        if (!admin || Duration.between(get.time(), now).abs().compareTo(SKEW) > 0) {
            return no("only an admin of the roster gets a box, with a wish that is signed for this link and of today");
        }
        var kept = shelf.find(get.owner());
        shelf.keep(get.owner(), kept.asked(get.by(peer)));
        return new EscrowAnswer(kept.box());
    }

    /**
     * Whether what a keeper says of its owner's box is true: that somebody asked, with the hand of an admin. One that was
     * dismissed since counts, too, as it may have asked before.
     *
     * @param roster the newest one of the owner
     */
    public static boolean proved(Asked asked, OwnerId owner, Roster roster) {
        boolean admin = roster.admins().contains(asked.admin())
                || roster.founding().founder().equals(asked.admin())
                || roster.succession().acts().stream().anyMatch(act -> act.key().equals(asked.admin()));
        return admin && EscrowGet.proves(asked, roster.confederation(), owner);
    }

    private static Failure no(String why) {
        return new Failure(ErrorCode.NOT_ON_ROSTER, why);
    }
}
