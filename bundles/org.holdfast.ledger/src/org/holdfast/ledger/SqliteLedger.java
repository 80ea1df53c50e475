// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.Notices;
import org.holdfast.ledger.internal.AgreementTable;
import org.holdfast.ledger.internal.AuditTable;
import org.holdfast.ledger.internal.Counters;
import org.holdfast.ledger.internal.DamageTable;
import org.holdfast.ledger.internal.Database;
import org.holdfast.ledger.internal.EventTable;
import org.holdfast.ledger.internal.HealthTable;
import org.holdfast.ledger.internal.HoldingTable;
import org.holdfast.ledger.internal.NoticeTable;
import org.holdfast.ledger.internal.PeerTable;
import org.holdfast.ledger.internal.ReadAccountTable;
import org.holdfast.ledger.internal.SegmentTable;
import org.holdfast.ledger.internal.SettingTable;
import org.holdfast.ledger.internal.SnapshotTable;
import org.holdfast.ledger.internal.TrackTable;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * The ledger in one SQLite file. Write-ahead log with synchronous=FULL: a method that returned is on the disk. One
 * writer at a time under a lock, readers beside it; page caches of a few MiB.
 *
 * <p>At opening the file's structure is checked. SQLite keeps no checksums of contents, so a flipped bit inside a value
 * is noticed only where the value no longer reads; the events have their own chain.
 */
public final class SqliteLedger implements Ledger {
    private final Database database;
    private final Counters counters;
    private final SettingTable settings;
    private final PeerTable peers;
    private final AgreementTable agreements;
    private final SegmentTable segments;
    private final HoldingTable holdings;
    private final SnapshotTable snapshots;
    private final TrackTable track;
    private final HealthTable healths;
    private final DamageTable damages;
    private final ReadAccountTable readAccounts;
    private final EventTable events;
    private final AuditTable audits;
    private final NoticeTable notices;

    private SqliteLedger(Database database) {
        this.database = database;
        this.counters = new Counters(database);
        this.settings = new SettingTable(database, counters);
        this.peers = new PeerTable(database);
        this.agreements = new AgreementTable(database);
        this.segments = new SegmentTable(database);
        this.holdings = new HoldingTable(database);
        this.snapshots = new SnapshotTable(database);
        this.track = new TrackTable(database);
        this.healths = new HealthTable(database);
        this.damages = new DamageTable(database);
        this.readAccounts = new ReadAccountTable(database);
        this.events = new EventTable(database);
        this.audits = new AuditTable(database);
        this.notices = new NoticeTable(database);
    }

    /**
     * Opens the ledger, creating the file if there is none. The caller makes sure that no other process has it open.
     *
     * @throws HoldfastException LEDGER_DAMAGED if the check fails: the file is left as it is, {@link #setAside} moves it
     *     away; NEWER_VERSION if a later Holdfast wrote it; DISK_FAILED, NO_SPACE
     */
    public static SqliteLedger open(Path file) {
        return new SqliteLedger(Database.open(file));
    }

    /**
     * Moves a damaged ledger, with its log files, out of the way, so that a new one can be opened and filled from
     * partners. Nothing is deleted. Answers where it lies now: beside it, as {@code NAME.damaged-1} or a higher number.
     */
    public static Path setAside(Path file) {
        try {
            int number = 1;
            while (Files.exists(damaged(file, number, ""))) {
                number++;
            }
            // The log files first: cut in between, they must never be found beside another database.
            for (String suffix : new String[] {"-wal", "-shm", ""}) {
                Path from = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(from)) {
                    Files.move(from, damaged(file, number, suffix));
                }
            }
            return damaged(file, number, "");
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, file.toString(), "the damaged ledger " + file + " cannot be moved away", e);
        }
    }

    private static Path damaged(Path file, int number, String suffix) {
        return file.resolveSibling(file.getFileName() + ".damaged-" + number + suffix);
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

    @Override
    public Notices notices() {
        return notices;
    }

    /** Idempotent. */
    @Override
    public void close() {
        counters.giveBack();
        database.close();
    }
}
