// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ReleaseRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.OwnerId;

/** Releases of held blocks in memory. */
final class MemoryReleases implements Ledger.Releases {
    private static final Comparator<ReleaseRow> EARLIEST = Comparator.comparing(ReleaseRow::due)
            .thenComparing(ReleaseRow::agreement)
            .thenComparing(ReleaseRow::block);

    private final Faults faults;
    private final Map<AgreementId, Map<BlockId, ReleaseRow>> rows = new TreeMap<>();

    MemoryReleases(Faults faults) {
        this.faults = faults;
    }

    private Map<BlockId, ReleaseRow> of(AgreementId agreement) {
        return rows.computeIfAbsent(agreement, id -> new TreeMap<>());
    }

    private Stream<ReleaseRow> all() {
        return rows.values().stream().flatMap(each -> List.copyOf(each.values()).stream());
    }

    private void put(ReleaseRow row) {
        of(row.agreement()).put(row.block(), row);
    }

    /** Part of another change. */
    void forget(AgreementId agreement, BlockId block) {
        of(agreement).remove(block);
    }

    @Override
    public void save(List<ReleaseRow> more) {
        if (!more.isEmpty()) {
            faults.change("save releases", () -> more.forEach(this::put));
        }
    }

    @Override
    public Optional<ReleaseRow> find(AgreementId agreement, BlockId block) {
        return Optional.ofNullable(of(agreement).get(block));
    }

    @Override
    public List<ReleaseRow> due(Instant time, int limit) {
        return all().filter(row -> !row.due().isAfter(time))
                .sorted(EARLIEST)
                .limit(limit)
                .toList();
    }

    @Override
    public Ledger.Sum since(OwnerId owner, Instant asked) {
        return sum(row -> row.owner().equals(owner) && !row.asked().isBefore(asked));
    }

    private Ledger.Sum sum(Predicate<ReleaseRow> which) {
        List<ReleaseRow> some = all().filter(which).toList();
        return new Ledger.Sum(
                some.size(),
                ByteCount.of(some.stream().mapToLong(ReleaseRow::fileBytes).sum()));
    }

    @Override
    public void delay(OwnerId owner, Instant asked, Duration delay) {
        faults.change(
                "delay releases",
                () -> all().filter(
                                row -> row.owner().equals(owner) && !row.asked().isBefore(asked))
                        .forEach(row -> put(later(row, row.asked().plus(delay)))));
    }

    private static ReleaseRow later(ReleaseRow row, Instant due) {
        return new ReleaseRow(
                row.agreement(),
                row.block(),
                row.owner(),
                row.deviceEpoch(),
                row.fileBytes(),
                row.asked(),
                due.isAfter(row.due()) ? due : row.due());
    }

    @Override
    public Ledger.Sum of(OwnerId owner) {
        return sum(row -> row.owner().equals(owner));
    }

    @Override
    public Map<OwnerId, Integer> owners() {
        return all().collect(Collectors.toMap(ReleaseRow::owner, ReleaseRow::deviceEpoch, Math::min));
    }

    @Override
    public void withdraw(AgreementId agreement, BlockId block) {
        if (of(agreement).containsKey(block)) {
            faults.change("withdraw a release", () -> forget(agreement, block));
        }
    }

    @Override
    public Ledger.Sum end(OwnerId owner, int belowEpoch) {
        Predicate<ReleaseRow> ended = row -> row.owner().equals(owner) && row.deviceEpoch() < belowEpoch;
        Ledger.Sum sum = sum(ended);
        if (sum.blocks() > 0) {
            faults.change(
                    "end releases",
                    () -> rows.values().forEach(each -> each.values().removeIf(ended)));
        }
        return sum;
    }
}
