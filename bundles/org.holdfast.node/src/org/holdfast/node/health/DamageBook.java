// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.health.DamageTally;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/**
 * Which of this owner's blocks are damaged at partners: they are LOST in the ledger, so that they are made anew, and are
 * asked for in a restore only where all others do not do. Thread-safe.
 */
final class DamageBook {
    private final Ledger ledger;

    DamageBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What was new about it. @param tooMuch with what was found there in the last 30 days */
    record Noted(int blocks, ByteCount bytes, boolean tooMuch) {}

    /** Notes what lies with that partner under that agreement; others it leaves alone, again it does nothing. */
    synchronized Noted note(OwnerId partner, AgreementId agreement, List<BlockId> blocks, Instant at) {
        List<PlacementRow> fresh = blocks.stream()
                .flatMap(block -> ledger.segments().find(block).stream())
                .filter(row -> row.partner().equals(partner) && row.agreement().equals(agreement))
                .filter(row -> row.state() == PlacementState.ACKED)
                .toList();
        ByteCount bytes = ByteCount.of(
                fresh.stream().mapToLong(PlacementRow::payloadLength).sum());
        ByteCount stored = ledger.segments().bytesAt(partner);
        fresh.forEach(row -> ledger.segments().mark(row.block(), PlacementState.LOST));
        if (fresh.isEmpty()) {
            return new Noted(0, bytes, false);
        }
        DamageTally tally = tally(agreement).plus(at, fresh.size(), bytes);
        ledger.settings().put(key(agreement), tally.encoded());
        return new Noted(fresh.size(), bytes, tally.isTooMuch(at, stored));
    }

    /** Whether more was found damaged there within 30 days than is forgiven. */
    synchronized boolean isTooMuch(OwnerId partner, AgreementId agreement, Instant at) {
        return tally(agreement).isTooMuch(at, ledger.segments().bytesAt(partner));
    }

    private DamageTally tally(AgreementId agreement) {
        return Optional.of(key(agreement))
                .flatMap(ledger.settings()::get)
                .map(DamageTally::decode)
                .orElse(DamageTally.NONE);
    }

    private static String key(AgreementId agreement) {
        return "damage." + agreement;
    }
}
