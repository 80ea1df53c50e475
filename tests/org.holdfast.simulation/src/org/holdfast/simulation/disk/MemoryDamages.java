// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** Damaged blocks that are kept for others, in memory. */
public final class MemoryDamages implements Ledger.Damages {
    private final Faults faults;
    private final NavigableMap<AgreementId, NavigableMap<BlockId, DamageRow>> rows = new TreeMap<>();

    public MemoryDamages(Faults faults) {
        this.faults = faults;
    }

    private NavigableMap<BlockId, DamageRow> of(AgreementId agreement) {
        return rows.computeIfAbsent(agreement, id -> new TreeMap<>());
    }

    @Override
    public void add(DamageRow row) {
        faults.change("note damage", () -> of(row.agreement()).putIfAbsent(row.block(), row));
    }

    @Override
    public void told(AgreementId agreement, BlockId block) {
        faults.change(
                "note that damage was told",
                () -> of(agreement)
                        .computeIfPresent(block, (id, row) -> new DamageRow(agreement, id, row.found(), true)));
    }

    @Override
    public void remove(AgreementId agreement, BlockId block) {
        faults.change("forget damage", () -> of(agreement).remove(block));
    }

    @Override
    public List<DamageRow> untold(AgreementId agreement, int limit) {
        return of(agreement).values().stream()
                .filter(row -> !row.told())
                .limit(limit)
                .toList();
    }

    @Override
    public Set<BlockId> damaged(AgreementId agreement) {
        return Set.copyOf(of(agreement).keySet());
    }
}
