// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.port.SeenRow;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;

/** Who kept its word, in memory. */
public final class MemoryTrack implements Ledger.Track {
    private final Faults faults;
    private final Map<OwnerId, NavigableMap<Long, SeenRow>> seen = new TreeMap<>();
    private final NavigableMap<OwnerId, Shelf> byReporter = new TreeMap<>();
    private final Map<Digest, Bytes> proofs = new HashMap<>();

    public MemoryTrack(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void note(SeenRow more) {
        faults.change(
                "note what was seen",
                () -> seen.computeIfAbsent(more.subject(), id -> new TreeMap<>())
                        .merge(
                                more.day(),
                                more,
                                (one, other) -> new SeenRow(
                                        one.subject(),
                                        one.day(),
                                        one.tally().plus(other.tally()),
                                        one.reneged() || other.reneged())));
    }

    @Override
    public List<SeenRow> seen(OwnerId subject, long fromDay) {
        return List.copyOf(seen.getOrDefault(subject, new TreeMap<>())
                .tailMap(fromDay, true)
                .values());
    }

    @Override
    public boolean keep(ObservationRow row, Ledger.Bounds bounds) {
        Shelf mine = of(row.reporter());
        ObservationRow before = mine.bySubject.get(row.subject());
        if (mine.bySequence.containsKey(row.sequence()) || before != null && before.sequence() > row.sequence()) {
            return false;
        }
        if (before == null && !makesRoom(row, mine.bySubject.size(), bounds)) {
            return false;
        }
        faults.change(
                "keep an observation",
                () -> byReporter
                        .computeIfAbsent(row.reporter(), id -> new Shelf())
                        .put(row));
        return true;
    }

    /** One reporter's, ordered in two ways. */
    private static final class Shelf {
        final NavigableMap<OwnerId, ObservationRow> bySubject = new TreeMap<>();
        final NavigableMap<Long, ObservationRow> bySequence = new TreeMap<>();

        void put(ObservationRow row) {
            ObservationRow before = bySubject.put(row.subject(), row);
            if (before != null) {
                bySequence.remove(before.sequence());
            }
            bySequence.put(row.sequence(), row);
        }

        void remove(ObservationRow row) {
            bySubject.remove(row.subject());
            bySequence.remove(row.sequence());
        }
    }

    private Shelf of(OwnerId reporter) {
        return byReporter.getOrDefault(reporter, new Shelf());
    }

    private boolean makesRoom(ObservationRow row, int ofReporter, Ledger.Bounds bounds) {
        boolean stranger = ofReporter == 0 && byReporter.size() >= bounds.reporters();
        boolean full =
                ofReporter >= bounds.perReporter() || about(row.subject()).size() >= bounds.perSubject();
        if (stranger || full) {
            return false;
        }
        int all = byReporter.values().stream()
                .mapToInt(each -> each.bySubject.size())
                .sum();
        return all < bounds.total() || taken(ofReporter);
    }

    private boolean taken(int ofReporter) {
        Shelf richest = byReporter.values().stream()
                .max(Comparator.comparingInt(each -> each.bySubject.size()))
                .orElseGet(Shelf::new);
        if (richest.bySubject.size() <= ofReporter + 1) {
            return false;
        }
        richest.remove(richest.bySequence.values().iterator().next());
        return true;
    }

    @Override
    public List<ObservationRow> about(OwnerId subject) {
        return byReporter.values().stream()
                .flatMap(each -> Optional.ofNullable(each.bySubject.get(subject)).stream())
                .toList();
    }

    @Override
    public List<ObservationRow> from(OwnerId reporter, long after, int limit) {
        return of(reporter).bySequence.tailMap(after, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public List<Ledger.Reported> reporters() {
        List<Ledger.Reported> all = new ArrayList<>();
        byReporter.forEach((reporter, each) ->
                all.add(new Ledger.Reported(reporter, each.bySequence.lastKey(), each.bySubject.size())));
        return all;
    }

    @Override
    public void saveProof(Digest agreement, Bytes proof) {
        faults.change("keep a proof", () -> proofs.put(agreement, proof));
    }

    @Override
    public Optional<Bytes> proof(Digest agreement) {
        return Optional.ofNullable(proofs.get(agreement));
    }

    @Override
    public void forget(long beforeDay) {
        long minute = beforeDay * Duration.ofDays(1).toMinutes();
        faults.change("forget what is old", () -> {
            seen.values().forEach(days -> days.headMap(beforeDay, false).clear());
            byReporter
                    .values()
                    .forEach(each -> List.copyOf(each.bySubject.values()).stream()
                            .filter(row -> row.untilMinute() < minute)
                            .forEach(each::remove));
            byReporter.values().removeIf(each -> each.bySubject.isEmpty());
            var named = byReporter.values().stream()
                    .flatMap(each -> each.bySubject.values().stream())
                    .map(ObservationRow::agreement)
                    .collect(Collectors.toSet());
            proofs.keySet().retainAll(named);
        });
    }
}
