// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SegmentState;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SegmentId;

/** Segments and placements in memory. */
final class MemorySegments implements Ledger.Segments {
    private final Faults faults;
    private final Map<SegmentId, SegmentRow> segments = new LinkedHashMap<>();
    private final Map<BlockId, PlacementRow> placements = new LinkedHashMap<>();

    private final Map<BlockId, Instant> dues = new HashMap<>();

    MemorySegments(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void begin(SegmentRow segment, List<PlacementRow> rows) {
        if (segments.containsKey(segment.id()) || rows.stream().anyMatch(row -> placements.containsKey(row.block()))) {
            throw new HoldfastException(ErrorCode.CONFLICT, segment.id().toString(), "it is known already");
        }
        faults.change("begin a segment", () -> {
            segments.put(segment.id(), segment);
            rows.forEach(row -> placements.put(row.block(), row));
        });
    }

    @Override
    public void adopt(SegmentRow segment, List<PlacementRow> rows) {
        faults.change("adopt a segment", () -> {
            segments.merge(segment.id(), segment, (old, now) -> old.state() == SegmentState.BUILDING ? now : old);
            rows.forEach(row -> placements.merge(row.block(), row, MemorySegments::merged));
        });
    }

    private static PlacementRow merged(PlacementRow old, PlacementRow now) {
        if (old.state() == PlacementState.ACKED) {
            return old;
        }
        return old.receipt().length() > 0 ? with(now, now.state(), old.receipt()) : now;
    }

    @Override
    public void mark(SegmentId id, SegmentState state) {
        known(segments, id);
        faults.change("mark a segment", () -> segments.computeIfPresent(id, (key, row) -> withState(row, state)));
    }

    private static SegmentRow withState(SegmentRow row, SegmentState state) {
        return new SegmentRow(
                row.id(),
                row.blockClass(),
                row.keyGeneration(),
                row.formats(),
                row.shape(),
                row.pipeline(),
                row.shardLength(),
                state,
                row.created());
    }

    @Override
    public void acknowledge(BlockId block, Bytes receipt) {
        change(
                "acknowledge a block",
                block,
                row -> row.state() == PlacementState.ACKED ? row : with(row, PlacementState.ACKED, receipt));
    }

    @Override
    public void mark(BlockId block, PlacementState state) {
        if (state != PlacementState.SPOOLED && state != PlacementState.LOST) {
            throw new IllegalArgumentException("a block is marked SPOOLED or LOST, not " + state);
        }
        change(
                "mark a block",
                block,
                row -> row.state() == PlacementState.ACKED && state == PlacementState.SPOOLED
                        ? row
                        : with(row, state, row.receipt()));
    }

    private void change(String what, BlockId block, UnaryOperator<PlacementRow> how) {
        known(placements, block);
        faults.change(what, () -> placements.computeIfPresent(block, (id, row) -> how.apply(row)));
    }

    private static <K> void known(Map<K, ?> rows, K id) {
        if (!rows.containsKey(id)) {
            throw new HoldfastException(ErrorCode.INTERNAL, id.toString(), "there is no such row");
        }
    }

    private static PlacementRow with(PlacementRow row, PlacementState state, Bytes receipt) {
        return new PlacementRow(
                row.segment(),
                row.position(),
                row.partner(),
                row.agreement(),
                row.block(),
                row.sequence(),
                row.headerHash(),
                row.payloadHash(),
                row.payloadLength(),
                state,
                receipt,
                row.auditSuite(),
                row.keyGeneration());
    }

    @Override
    public Optional<SegmentRow> find(SegmentId id) {
        return Optional.ofNullable(segments.get(id));
    }

    @Override
    public Optional<PlacementRow> find(BlockId block) {
        return Optional.ofNullable(placements.get(block));
    }

    @Override
    public List<PlacementRow> placements(SegmentId id) {
        return rows().filter(row -> row.segment().equals(id))
                .sorted((a, b) -> Integer.compare(a.position(), b.position()))
                .toList();
    }

    @Override
    public List<SegmentRow> inState(SegmentState state) {
        return segments.values().stream().filter(row -> row.state() == state).toList();
    }

    @Override
    public List<PlacementRow> placements(OwnerId partner, PlacementState state) {
        return rows().filter(row -> row.partner().equals(partner) && row.state() == state)
                .toList();
    }

    @Override
    public Ledger.Receipts receipts() {
        List<SegmentRow> placed = inState(SegmentState.PLACED);
        long full = placed.stream().filter(row -> acked(row) == row.shape().n()).count();
        long enough =
                placed.stream().filter(row -> acked(row) >= row.protectedAt()).count();
        return new Ledger.Receipts(placed.size(), full, enough);
    }

    @Override
    public int spare(Map<AgreementId, OwnerId> without) {
        return (int) inState(SegmentState.PLACED).stream()
                .mapToLong(row -> spare(row, acked(row, without.keySet())))
                .map(each -> Math.clamp(each, -1, 1))
                .min()
                .orElse(1);
    }

    private static long spare(SegmentRow row, long acked) {
        if (Formats.isOptimal(row.formats().code())) {
            return acked - row.shape().m();
        }
        return acked == row.shape().n() ? row.shape().k() : -1;
    }

    private long acked(SegmentRow segment) {
        return acked(segment, Set.of());
    }

    private long acked(SegmentRow segment, Set<AgreementId> without) {
        return placements(segment.id()).stream()
                .filter(row -> row.state() == PlacementState.ACKED && !without.contains(row.agreement()))
                .map(PlacementRow::position)
                .distinct()
                .count();
    }

    @Override
    public Map<FormatSet, ByteCount> inUse() {
        return inState(SegmentState.PLACED).stream()
                .collect(Collectors.toMap(
                        SegmentRow::formats,
                        row -> ByteCount.of(
                                (long) row.shardLength() * row.shape().n()),
                        (one, other) -> ByteCount.of(one.value() + other.value())));
    }

    @Override
    public List<PlacementRow> standing(OwnerId partner, AgreementId agreement, int limit) {
        return standingAt(partner, agreement).limit(limit).toList();
    }

    @Override
    public List<PlacementRow> standing(OwnerId partner, AgreementId agreement, BlockId after, int limit) {
        Set<BlockId> before = new HashSet<>();
        rows().map(PlacementRow::block).takeWhile(block -> !block.equals(after)).forEach(before::add);
        return standingAt(partner, agreement)
                .filter(row ->
                        placements.containsKey(after) && !row.block().equals(after) && !before.contains(row.block()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<SegmentRow> wanting(Optional<SegmentId> after, int limit) {
        Stream<SegmentRow> all = segments.values().stream();
        if (after.isPresent() && segments.containsKey(after.get())) {
            all = all.dropWhile(row -> !row.id().equals(after.get())).skip(1);
        }
        return all.filter(row -> row.state() == SegmentState.PLACED
                        && acked(row) < row.shape().n())
                .limit(limit)
                .toList();
    }

    @Override
    public Ledger.Sum standing(OwnerId partner, AgreementId agreement) {
        return sum(standingAt(partner, agreement).toList());
    }

    @Override
    public Ledger.Sum unfinished(OwnerId partner, AgreementId agreement) {
        return sum(lyingAt(partner, agreement).filter(this::isUnfinished).toList());
    }

    private boolean isUnfinished(PlacementRow row) {
        return switch (segments.get(row.segment()).state()) {
            case BUILDING -> row.state() != PlacementState.LOST;
            case PLACED -> row.state() == PlacementState.BUILT;
            case ABANDONED, DROPPED -> false;
        };
    }

    private static Ledger.Sum sum(List<PlacementRow> rows) {
        long bytes = rows.stream().mapToLong(PlacementRow::payloadLength).sum();
        return new Ledger.Sum(rows.size(), ByteCount.of(bytes));
    }

    private Stream<PlacementRow> lyingAt(OwnerId partner, AgreementId agreement) {
        return rows().filter(
                        row -> row.partner().equals(partner) && row.agreement().equals(agreement));
    }

    private Stream<PlacementRow> standingAt(OwnerId partner, AgreementId agreement) {
        return lyingAt(partner, agreement)
                .filter(row -> row.state() == PlacementState.ACKED || row.state() == PlacementState.SPOOLED)
                .filter(row -> segments.get(row.segment()).state() == SegmentState.PLACED);
    }

    @Override
    public ByteCount bytesAt(OwnerId partner) {
        return ByteCount.of(rows().filter(row -> row.partner().equals(partner) && row.state() != PlacementState.LOST)
                .mapToLong(PlacementRow::payloadLength)
                .sum());
    }

    private Stream<PlacementRow> rows() {
        return placements.values().stream();
    }

    @Override
    public List<PlacementRow> needless(OwnerId partner, AgreementId agreement, int limit) {
        return lyingAt(partner, agreement)
                .filter(row -> row.state() != PlacementState.RELEASED && isNeedless(row))
                .limit(limit)
                .toList();
    }

    private boolean isNeedless(PlacementRow row) {
        return switch (segments.get(row.segment()).state()) {
            case BUILDING -> false;
            case PLACED ->
                row.state() == PlacementState.LOST
                        && placements(row.segment()).stream()
                                .anyMatch(other ->
                                        other.position() == row.position() && other.state() == PlacementState.ACKED);
            case ABANDONED, DROPPED -> true;
        };
    }

    @Override
    public void release(BlockId block, Instant due) {
        faults.change("release a block", () -> {
            dues.put(block, due);
            placements.computeIfPresent(block, (id, row) -> with(row, PlacementState.RELEASED, row.receipt()));
        });
    }

    @Override
    public List<PlacementRow> releasedUntil(OwnerId partner, AgreementId agreement, Instant due, int limit) {
        return lyingAt(partner, agreement)
                .filter(row -> row.state() == PlacementState.RELEASED
                        && !dues.getOrDefault(row.block(), Instant.EPOCH).isAfter(due))
                .sorted(Comparator.comparing(row -> dues.getOrDefault(row.block(), Instant.EPOCH)))
                .limit(limit)
                .toList();
    }

    @Override
    public Ledger.Sum released() {
        return sum(rows().filter(row -> row.state() == PlacementState.RELEASED).toList());
    }

    @Override
    public void freed(BlockId block) {
        faults.change("forget a freed block", () -> {
            PlacementRow gone = placements.remove(block);
            dues.remove(block);
            if (gone != null && isOver(gone.segment())) {
                segments.remove(gone.segment());
            }
        });
    }

    private boolean isOver(SegmentId id) {
        SegmentState state = segments.get(id).state();
        return (state == SegmentState.ABANDONED || state == SegmentState.DROPPED)
                && rows().noneMatch(row -> row.segment().equals(id));
    }
}
