// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.wire.HealthMessage.Breach;
import org.holdfast.wire.HealthMessage.BreachTaken;
import org.holdfast.wire.HealthMessage.Cause;
import org.holdfast.wire.HealthMessage.Damage;
import org.holdfast.wire.HealthMessage.DamageTaken;
import org.holdfast.wire.Limits;

/**
 * Tells partners what they have to know as soon as they are there: that they broke an agreement, and which of their
 * blocks are damaged here. What was confirmed is in the ledger, and not told again. One thread's.
 */
final class Messengers {
    private final OwnerId self;
    private final Ledger ledger;
    private final HealthBook book;
    private final PartnerClient partners;
    private final Supplier<Set<OwnerId>> linked;

    Messengers(OwnerId self, Ledger ledger, HealthBook book, PartnerClient partners, Supplier<Set<OwnerId>> linked) {
        this.self = self;
        this.ledger = ledger;
        this.book = book;
        this.partners = partners;
        this.linked = linked;
    }

    void tell() {
        Set<OwnerId> there = linked.get();
        book.all().stream()
                .filter(row -> row.health().state().isGone() && !row.told() && there.contains(row.partner()))
                .forEach(this::accuse);
        for (AgreementRow row : ledger.agreements().all()) {
            OwnerId partner = row.agreement().terms().partnerOf(self);
            if (there.contains(partner)) {
                confess(partner, row.agreement().id());
            }
        }
    }

    private void accuse(HealthRow row) {
        Cause cause = row.health().state() == HealthState.CORRUPT ? Cause.CORRUPT : Cause.SILENCE;
        Reply<BreachTaken> reply = partners.breach(row.partner(), new Breach(row.agreement(), cause));
        if (reply instanceof Reply.Answered<BreachTaken> || reply instanceof Reply.Refused<BreachTaken>) {
            book.told(row.agreement()); // whoever does not know the agreement need not end it
        }
    }

    private void confess(OwnerId partner, AgreementId agreement) {
        List<BlockId> damaged = ledger.damages().untold(agreement, Limits.DAMAGED_BLOCKS).stream()
                .map(DamageRow::block)
                .toList();
        if (!damaged.isEmpty()
                && partners.damage(partner, new Damage(agreement, damaged)) instanceof Reply.Answered<DamageTaken>) {
            damaged.forEach(block -> ledger.damages().told(agreement, block));
        }
    }
}
