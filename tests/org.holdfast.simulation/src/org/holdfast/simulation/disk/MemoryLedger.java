// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.Notices;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.model.SnapshotId;

/** A ledger in memory that survives the crashes of its machine. */
public final class MemoryLedger implements Ledger {
    private final Faults faults;
    private final MemorySegments segments;
    private final MemoryHoldings holdings;
    private final MemoryEvents events;
    private final MemoryTrack track;
    private final MemoryAudits audits;
    private final MemoryHealths healths;
    private final MemoryDamages damages;
    private final Settings settings = new MemorySettings();
    private final ReadAccounts readAccounts = new MemoryReadAccounts();
    private final Peers peers = new MemoryPeers();
    private final Agreements agreements = new MemoryAgreements();
    private final Snapshots snapshots = new MemorySnapshots();

    public MemoryLedger(Faults faults) {
        this.faults = faults;
        this.segments = new MemorySegments(faults);
        this.holdings = new MemoryHoldings(faults);
        this.track = new MemoryTrack(faults);
        this.audits = new MemoryAudits(faults);
        this.healths = new MemoryHealths(faults);
        this.damages = new MemoryDamages(faults);
        this.events = new MemoryEvents(faults);
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Peers peers() {
        return peers;
    }

    @Override
    public Agreements agreements() {
        return agreements;
    }

    @Override
    public Segments segments() {
        return segments;
    }

    @Override
    public Holdings holdings() {
        return holdings;
    }

    @Override
    public Snapshots snapshots() {
        return snapshots;
    }

    @Override
    public Track track() {
        return track;
    }

    @Override
    public Healths healths() {
        return healths;
    }

    @Override
    public Damages damages() {
        return damages;
    }

    @Override
    public ReadAccounts readAccounts() {
        return readAccounts;
    }

    @Override
    public Events events() {
        return events;
    }

    @Override
    public Audits audits() {
        return audits;
    }

    /** There are no people in a simulation. */
    @Override
    public Notices notices() {
        throw new UnsupportedOperationException("nobody is told anything here");
    }

    @Override
    public void close() {
        // nothing is open
    }

    private final class MemorySettings implements Settings {
        private final Map<String, Bytes> values = new HashMap<>();
        private final Map<String, Long> counters = new HashMap<>();

        @Override
        public Optional<Bytes> get(String key) {
            return Optional.ofNullable(values.get(key));
        }

        @Override
        public void put(String key, Bytes value) {
            faults.change("put a setting", () -> values.put(key, value));
        }

        @Override
        public void remove(String key) {
            faults.change("remove a setting", () -> values.remove(key));
        }

        @Override
        public long next(String counter) {
            faults.change("count", () -> counters.merge(counter, 1L, Long::sum));
            return counters.get(counter);
        }

        @Override
        public void raise(String counter, long floor) {
            faults.change("raise a counter", () -> counters.merge(counter, floor, Math::max));
        }
    }

    private final class MemoryPeers implements Peers {
        private final TreeMap<OwnerId, PeerRow> rows = new TreeMap<>();

        @Override
        public void save(PeerRow row) {
            faults.change("save a peer", () -> rows.put(row.id(), row));
        }

        @Override
        public void seen(OwnerId id, Instant time) {
            faults.change(
                    "note when a peer was seen",
                    () -> rows.computeIfPresent(
                            id,
                            (_, row) -> new PeerRow(
                                    id, row.name(), row.addresses(), row.domains(), row.certificate(), time)));
        }

        @Override
        public Optional<PeerRow> find(OwnerId id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public List<PeerRow> all() {
            return List.copyOf(rows.values());
        }
    }

    private final class MemoryAgreements implements Agreements {
        private final TreeMap<AgreementId, AgreementRow> rows = new TreeMap<>();

        @Override
        public void save(AgreementRow row) {
            faults.change("save an agreement", () -> rows.put(row.agreement().id(), row));
        }

        @Override
        public Optional<AgreementRow> find(AgreementId id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public List<AgreementRow> all() {
            return List.copyOf(rows.values());
        }
    }

    private final class MemoryReadAccounts implements ReadAccounts {
        private final TreeMap<AgreementId, ReadAccountRow> rows = new TreeMap<>();

        @Override
        public Optional<ReadAccountRow> find(AgreementId agreement) {
            return Optional.ofNullable(rows.get(agreement));
        }

        @Override
        public void save(ReadAccountRow row) {
            faults.change("save a read account", () -> rows.put(row.agreement(), row));
        }
    }

    private final class MemorySnapshots implements Snapshots {
        private final Map<SnapshotId, SnapshotRow> rows = new LinkedHashMap<>();

        @Override
        public void save(SnapshotRow row) {
            faults.change("save a snapshot", () -> rows.put(row.id(), row));
        }

        @Override
        public boolean rewrite(SnapshotId id, Bytes record) {
            Optional<SnapshotRow> there = find(id);
            there.ifPresent(row -> save(new SnapshotRow(id, row.time(), row.protection(), record)));
            return there.isPresent();
        }

        @Override
        public Optional<SnapshotRow> find(SnapshotId id) {
            return Optional.ofNullable(rows.get(id));
        }

        @Override
        public List<SnapshotRow> all() {
            return rows.values().stream()
                    .sorted(Comparator.comparing(SnapshotRow::time))
                    .toList();
        }

        @Override
        public void remove(SnapshotId id) {
            faults.change("remove a snapshot", () -> rows.remove(id));
        }
    }
}
