// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/** Rows of held blocks and heads in memory. */
final class MemoryHoldings implements Ledger.Holdings {
    private static final Comparator<HeldHead> BY_AGE =
            Comparator.comparingInt(HeldHead::deviceEpoch).thenComparingLong(HeldHead::sequence);

    private final Faults faults;
    private final Map<AgreementId, NavigableMap<BlockId, HeldRow>> rows = new TreeMap<>();
    private final Map<OwnerId, List<HeldHead>> heads = new HashMap<>();

    private final MemoryReleases releases;

    MemoryHoldings(Faults faults) {
        this.faults = faults;
        this.releases = new MemoryReleases(faults);
    }

    private NavigableMap<BlockId, HeldRow> of(AgreementId agreement) {
        return rows.computeIfAbsent(agreement, id -> new TreeMap<>());
    }

    @Override
    public void add(HeldRow row) {
        faults.change("add a held block", () -> of(row.agreement()).put(row.block(), row));
    }

    @Override
    public Optional<HeldRow> find(AgreementId agreement, BlockId block) {
        return Optional.ofNullable(of(agreement).get(block));
    }

    @Override
    public List<HeldRow> list(AgreementId agreement, Optional<BlockId> after, int limit) {
        NavigableMap<BlockId, HeldRow> all = of(agreement);
        return after.map(block -> all.tailMap(block, false)).orElse(all).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public void remove(AgreementId agreement, BlockId block) {
        if (of(agreement).containsKey(block)) {
            faults.change("remove a held block", () -> {
                of(agreement).remove(block);
                releases.forget(agreement, block);
            });
        } else if (releases.find(agreement, block).isPresent()) {
            faults.change("remove a release", () -> releases.forget(agreement, block));
        }
    }

    @Override
    public Ledger.Releases releases() {
        return releases;
    }

    @Override
    public ByteCount bytes(AgreementId agreement) {
        return ByteCount.of(
                of(agreement).values().stream().mapToLong(HeldRow::fileBytes).sum());
    }

    @Override
    public ByteCount totalBytes() {
        return rows.keySet().stream().map(this::bytes).reduce(ByteCount.ZERO, ByteCount::plus);
    }

    @Override
    public void saveHead(HeldHead head) {
        faults.change(
                "save a head",
                () -> heads.computeIfAbsent(head.owner(), id -> new ArrayList<>())
                        .add(head));
    }

    @Override
    public Optional<HeldHead> topHead(OwnerId owner) {
        return heads.getOrDefault(owner, List.of()).stream().max(BY_AGE);
    }
}
