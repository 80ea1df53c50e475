// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.HeldHead;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.HeldWitness;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/** Rows of held blocks and heads in memory. */
final class MemoryHoldings implements Ledger.Holdings {
    private static final Comparator<HeldHead> NEWEST_FIRST = Comparator.comparingInt(HeldHead::deviceEpoch)
            .thenComparingLong(HeldHead::sequence)
            .thenComparing(HeldHead::witnessHash)
            .reversed();

    private final Faults faults;
    private final Map<AgreementId, NavigableMap<BlockId, HeldRow>> rows = new TreeMap<>();
    private final Map<OwnerId, NavigableMap<HeldHead, Instant>> heads = new HashMap<>();

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
    public void saveHead(HeldHead head, Instant storedAt) {
        faults.change("save a head", () -> {
            NavigableMap<HeldHead, Instant> all = of(head.owner());
            Instant first = all.getOrDefault(head, storedAt);
            all.remove(head);
            all.put(head, first);
        });
    }

    private NavigableMap<HeldHead, Instant> of(OwnerId owner) {
        return heads.computeIfAbsent(owner, id -> new TreeMap<>(NEWEST_FIRST));
    }

    @Override
    public Optional<HeldHead> topHead(OwnerId owner) {
        return Optional.ofNullable(of(owner).firstEntry()).map(Map.Entry::getKey);
    }

    @Override
    public Optional<HeldHead> head(OwnerId owner, Digest witness) {
        return of(owner).keySet().stream()
                .filter(head -> head.witnessHash().equals(witness))
                .findFirst();
    }

    @Override
    public List<HeldWitness> witnesses(OwnerId owner, Optional<Digest> after, int limit) {
        Optional<HeldHead> known = after.flatMap(witness -> head(owner, witness));
        if (after.isPresent() && known.isEmpty()) {
            return List.of();
        }
        return known.map(head -> of(owner).tailMap(head, false)).orElse(of(owner)).entrySet().stream()
                .limit(limit)
                .map(each -> new HeldWitness(
                        each.getKey().witness(),
                        each.getValue(),
                        each.getKey().head().length() > 0))
                .toList();
    }

    @Override
    public ByteCount headBytes(OwnerId owner, int deviceEpoch) {
        return ByteCount.of(of(owner).keySet().stream()
                .filter(head -> head.deviceEpoch() == deviceEpoch)
                .mapToLong(head -> head.head().length())
                .sum());
    }

    @Override
    public void dropOutlivedHeads(OwnerId owner) {
        Optional<Instant> oldest = rows.values().stream()
                .flatMap(all -> all.values().stream())
                .filter(row -> row.owner().equals(owner))
                .map(HeldRow::storedAt)
                .min(Comparator.naturalOrder());
        oldest.map(time -> time.minus(Duration.ofDays(1)))
                .ifPresent(before -> faults.change(
                        "drop heads",
                        () -> of(owner)
                                .entrySet()
                                .removeIf(each -> each.getValue().isBefore(before)
                                        && !Optional.of(each.getKey()).equals(topHead(owner)))));
    }
}
