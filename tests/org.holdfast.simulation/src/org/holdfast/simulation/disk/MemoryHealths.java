// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;

/** How partners are, in memory. */
public final class MemoryHealths implements Ledger.Healths {
    private final Faults faults;
    private final Map<AgreementId, HealthRow> rows = new TreeMap<>();

    public MemoryHealths(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void save(HealthRow row) {
        faults.change("save a partner's health", () -> rows.put(row.agreement(), row));
    }

    @Override
    public Optional<HealthRow> find(AgreementId agreement) {
        return Optional.ofNullable(rows.get(agreement));
    }

    @Override
    public List<HealthRow> all() {
        return List.copyOf(rows.values());
    }
}
