// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.negotiate.ReadWaits;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;

/**
 * Agreements under which no restore may be asked yet, as their commitment period still runs, or this machine was down for
 * days. Only in an open confederation there are any, and none for a machine that comes from its sheet.
 *
 * @param until when it ends, by agreement
 * @param partners how many of these go on
 */
public record Commitments(Map<AgreementId, Instant> until, int partners) {
    /** Where everybody may be asked. */
    public static final Commitments NONE = new Commitments(Map.of(), 0);

    public Commitments {
        until = Map.copyOf(until);
    }

    /** As they are now: one that is over is none, though its phase may take a minute to end. */
    public static Commitments of(DeviceCert self, Ledger ledger, Instant now) {
        List<AgreementRow> rows = ledger.agreements().all();
        if (rows.stream().allMatch(row -> row.agreement().terms().commitment().isZero())) {
            return NONE;
        }
        ReadWaits waits = new ReadWaits(ledger);
        Map<AgreementId, Instant> until = new HashMap<>();
        int partners = 0;
        for (AgreementRow row : rows) {
            Instant end = waits.end(row, self.owner(), self.deviceEpoch(), now);
            if (row.phase() != AgreementPhase.PROPOSED && end.isAfter(now)) {
                until.put(row.agreement().id(), end);
                partners += Permits.in(row.phase()).store() ? 1 : 0;
            }
        }
        return new Commitments(until, partners);
    }

    /** Whether what lies under an agreement may be asked for. */
    public boolean allows(AgreementId agreement) {
        return !until.containsKey(agreement);
    }

    /** When the last of them ends; empty where none runs. */
    public Optional<Instant> last() {
        return until.values().stream().max(Comparator.naturalOrder());
    }

    /** For people: how many may not be asked, and until when; empty where all may. */
    public Optional<String> shown() {
        return last().map(end -> until.size() + " may not be asked before " + end.truncatedTo(ChronoUnit.SECONDS)
                + ", as their commitment period runs");
    }
}
