// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.negotiate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.core.agreement.AgreementEvent;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Change;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;

/**
 * How long phases have lasted, as this node has watched it, kept in the ledger. A phase ends when its day has come by
 * the wall clock and as much time was watched; so a clock that jumps ahead ends nothing, and one that jumps back, or a
 * restart, only lengthens. Not thread-safe.
 */
final class AgreementTimers {
    private final Ledger ledger;

    AgreementTimers(Ledger ledger) {
        this.ledger = ledger;
    }

    /** @return rows that moved to another phase */
    List<AgreementRow> elapse(Duration watched, Instant now) {
        List<AgreementRow> moved = new ArrayList<>();
        for (AgreementRow row : ledger.agreements().all()) {
            AgreementPhase before = row.phase();
            if (before != AgreementPhase.CLOSED) {
                Duration sum = counts(row, now) ? watch(row, watched) : forget(row);
                AgreementRow after = happened(row, new AgreementEvent.Elapsed(now, sum));
                if (after.phase() != before) {
                    moved.add(after);
                }
            }
        }
        return moved;
    }

    private static boolean counts(AgreementRow row, Instant now) {
        return !now.isBefore(
                AgreementLife.countedFrom(row.phase(), row.agreement().terms()));
    }

    /** What a clock that was ahead has had counted. */
    private Duration forget(AgreementRow row) {
        if (ledger.settings().get(key(row)).isPresent()) {
            ledger.settings().remove(key(row));
        }
        return Duration.ZERO;
    }

    private Duration watch(AgreementRow row, Duration more) {
        Duration before = ledger.settings()
                .get(key(row))
                .map(bytes -> Duration.ofMillis(new ByteReader("watched time", bytes.toArray()).u64()))
                .orElse(Duration.ZERO);
        Duration sum = before.plus(more.isNegative() ? Duration.ZERO : more);
        ledger.settings()
                .put(key(row), Bytes.of(new ByteWriter().u64(sum.toMillis()).toArray()));
        return sum;
    }

    /** The row after an event; stored if that changed it. */
    AgreementRow happened(AgreementRow row, AgreementEvent event) {
        AgreementTerms terms = row.agreement().terms();
        return switch (AgreementLife.next(row.phase(), row.since(), terms, event)) {
            case Change.Moved(AgreementPhase to, Instant since) -> {
                AgreementRow after = new AgreementRow(row.agreement(), to, since);
                ledger.agreements().save(after);
                ledger.settings().remove(key(row));
                yield after;
            }
            case Change.Unchanged unchanged -> row;
            case Change.Refused refused -> row;
        };
    }

    private static String key(AgreementRow row) {
        return "agreement." + row.agreement().id() + "." + row.phase() + ".watched";
    }
}
