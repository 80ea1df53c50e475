// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.holder;

import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.release.ReleaseBook;
import org.holdfast.core.release.ReleaseClerk;
import org.holdfast.core.release.ReleaseRule;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a holder has for blocks that their owners release: the book of them, the clerk who answers, and the keeper who
 * frees.
 */
public record ReleaseDesk(ReleaseBook book, ReleaseClerk clerk, LockKeeper keeper) {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseDesk.class);

    /** @param busy held blocks that must not be freed yet, though they are due: such as those under an open audit */
    public static ReleaseDesk of(
            OwnerId self,
            Ledger ledger,
            HeldBlocks blocks,
            AgreementBook agreements,
            Predicate<HeldRow> busy,
            NodeClock clock) {
        ReleaseBook book = new ReleaseBook(blocks, ledger.holdings().releases(), HeldBlocks.of(ledger));
        LockKeeper keeper = new LockKeeper(
                ledger,
                book,
                owner -> certificate(ledger, owner).map(DeviceCert::deviceEpoch).orElse(0),
                busy,
                clock);
        ReleaseClerk clerk = new ReleaseClerk(
                self,
                agreements,
                book,
                ledger.settings(),
                keeper::look,
                owner -> certificate(ledger, owner),
                clock,
                new Alarm(ledger, clock));
        return new ReleaseDesk(book, clerk, keeper);
    }

    private static Optional<DeviceCert> certificate(Ledger ledger, OwnerId owner) {
        return ledger.peers().find(owner).map(PeerRow::certificate).map(bytes -> DeviceCert.read(bytes.toArray()));
    }

    private record Alarm(Ledger ledger, NodeClock clock) implements ReleaseClerk.Alarm {
        @Override
        public void massRelease(OwnerId owner) {
            LOG.warn(
                    "{} has released more than {} % of what it keeps here within {} days. All of it stays for {} days."
                            + " Ask its people whether they meant to: if not, 'holdfast release cancel' with its recovery"
                            + " sheet stops it",
                    name(owner),
                    ReleaseRule.MASS_PERCENT,
                    ReleaseRule.WINDOW.toDays(),
                    ReleaseRule.MASS_DELAY.toDays());
            note("MASS_RELEASE", owner, "more than " + ReleaseRule.MASS_PERCENT + " % of what is held for it");
        }

        @Override
        public void cancelled(OwnerId owner, Ledger.Sum stays) {
            LOG.info("The recovery sheet of {} orders that {} released blocks stay", name(owner), stays.blocks());
            note("RELEASE_CANCELLED", owner, "by its recovery sheet: " + stays.blocks() + " blocks stay");
        }

        private String name(OwnerId owner) {
            return ledger.peers().find(owner).map(PeerRow::name).orElse(owner.brief());
        }

        private void note(String type, OwnerId owner, String text) {
            ledger.events().append(clock.instant(), type, owner.brief(), text);
        }
    }
}
