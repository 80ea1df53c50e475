// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.holdfast.core.place.Limit;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.port.SegmentRow;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.Protection;
import org.holdfast.node.backup.Absences;
import org.holdfast.node.backup.BackupParts;
import org.holdfast.node.backup.BackupRun;
import org.holdfast.node.backup.BackupSettings;
import org.holdfast.node.backup.HeadBook;
import org.holdfast.node.backup.HeadDelivery;
import org.holdfast.node.backup.HeadRefresh;
import org.holdfast.node.backup.KeptHeads;
import org.holdfast.node.backup.Moves;
import org.holdfast.node.backup.PartnerSender;
import org.holdfast.node.backup.ProofReader;
import org.holdfast.node.backup.RecodeRun;
import org.holdfast.node.backup.RunMeter;
import org.holdfast.node.backup.Seats;
import org.holdfast.node.backup.SourceBook;
import org.holdfast.node.backup.SpoolDrain;
import org.holdfast.node.backup.TwinWatch;
import org.holdfast.node.backup.Wish;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.restore.Commitments;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.restore.ShardSource;
import org.holdfast.node.work.CpuPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the node does for its own data: one backup at a time, and readers of what was stored. Thread-safe. */
final class OwnerDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerDesk.class);
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Moves moves = new Moves();
    private final Node node;
    private final FileTree files = SystemFiles.tree();
    private final CpuPool cpu = new CpuPool(Runtime.getRuntime().availableProcessors());
    private final Readings readings;
    private final SafetyDesk safety;
    private final SourceBook sources;
    private final HeadBook book;
    private final HeadDelivery heads;
    private final Wish wish;
    private final Absences absences;
    private final Seats seats;
    private final SpoolDrain spool;
    private final PartnerSender sender;
    private final Formations formations;
    private final ProofReader proofs;
    private final BackupDesk backups;
    private final ScheduleDesk schedule;
    private final ReentrantLock write = new ReentrantLock();

    OwnerDesk(Node node) {
        this.node = node;
        Ledger ledger = node.stores().ledger();
        this.readings = new Readings(node);
        this.safety = new SafetyDesk(node);
        this.sources = new SourceBook(ledger);
        this.book = new HeadBook(ledger);
        this.sender = new PartnerSender(node.partners());
        this.heads = new HeadDelivery(
                node.partners(),
                book,
                node.identity().certificate(),
                new TwinWatch(ledger, node.clock()),
                new KeptHeads(ledger, node.clock()),
                node::lasting);
        this.wish = new Wish(ledger);
        this.absences = new Absences(node.clock()::nanos, this::name);
        this.seats = new Seats(
                node.identity().owner(),
                ledger,
                () -> node.lasting().stream().filter(node.health()::isTrusted).toList(),
                this::domains,
                id -> node.network().linked().contains(id)
                        && node.health().takesNew(id)
                        && !absences.isRefusing(id)
                        && !node.shrink().isShort(id)
                        && !node.network().isRevoked(id),
                () -> node.settings().spread(),
                node::isStopping,
                node.clock());
        this.formations = new Formations(node::settings, node.providers());
        this.proofs = new ProofReader(node.random());
        this.spool = new SpoolDrain(ledger, node.stores().spool(), sender);
        spool.clearLeftovers();
        this.backups = new BackupDesk(node, this);
        this.schedule = new ScheduleDesk(node, this);
    }

    SourceBook sources() {
        return sources;
    }

    HeadBook book() {
        return book;
    }

    /** What limits how safe segments are at the partners of this moment, sites first. */
    List<Limit> limits() {
        return seats.limits(node.redundancy().plan().shape());
    }

    /**
     * What a backup waits for: one that has begun for partners with room, or for those who have to take their blocks; one
     * that is still to begin for enough partners.
     */
    Optional<String> waitingFor() {
        return seats.waitingFor()
                .or(absences::shown)
                .or(() -> backups.isWaiting()
                        ? Optional.of("for partners that can be reached; it begins by itself")
                        : Optional.empty());
    }

    Wish wish() {
        return wish;
    }

    private String name(OwnerId partner) {
        return node.stores().ledger().peers().find(partner).map(PeerRow::name).orElse(partner.brief());
    }

    FileTree files() {
        return files;
    }

    /** Whether a partner that is linked knows more of this machine's heads than its own ledger. */
    boolean isRolledBack() {
        return heads.isRolledBack(node.network().linked()::contains);
    }

    /** Brings a partner that is back what waits for it. */
    void partnerIsBack(OwnerId partner) {
        spool.drain(partner);
        schedule.wake();
    }

    Formations formations() {
        return formations;
    }

    /** What new data are written in at present. @throws HoldfastException PROVIDER_UNKNOWN, PROVIDER_REFUSED */
    FormatSet dataFormats() {
        return formations.check(node.settings());
    }

    /** Held by whoever writes for this owner: a backup, or a round of re-coding. */
    ReentrantLock write() {
        return write;
    }

    /**
     * For a round of re-coding; to be closed, by the same thread. Waits for a backup that runs.
     *
     * @throws HoldfastException BUSY, NOT_ENOUGH_PARTNERS
     */
    Writing writing() throws InterruptedException {
        node.rebuilds().requireWhole();
        CodeShape shape = shape();
        write.lockInterruptibly();
        return new Writing(shape, reading(new RestoreTally()));
    }

    /**
     * The same, now or not at all.
     *
     * @throws HoldfastException BUSY, also while somebody writes; NOT_ENOUGH_PARTNERS, also if too few can be reached
     */
    Writing writingNow() {
        node.rebuilds().requireWhole();
        CodeShape shape = shape();
        if (hosts(reachable()) < needed(shape)) {
            throw new HoldfastException(
                    ErrorCode.NOT_ENOUGH_PARTNERS, "partners", "Too few partners can be reached.", true, null);
        }
        if (!write.tryLock()) {
            throw new HoldfastException(ErrorCode.BUSY, "backup", "A backup or a re-coding goes on.", true, null);
        }
        return new Writing(shape, reading(new RestoreTally()));
    }

    /** The right to write, and what it is done with. */
    final class Writing implements AutoCloseable {
        private final CodeShape shape;
        private final Reading reading;

        private Writing(CodeShape shape, Reading reading) {
            this.shape = shape;
            this.reading = reading;
        }

        Reading reading() {
            return reading;
        }

        /** @return the partners that have the new head */
        Set<OwnerId> refreshHead(List<Snapshot> snapshots) {
            return new HeadRefresh(parts(shape), surroundings(reading)).run(snapshots);
        }

        RecodeRun recode(Predicate<SegmentRow> leaving, RecodeRun.Contents contents, RecodeRun.Pace pace) {
            return new RecodeRun(parts(shape), surroundings(reading), leaving, contents, pace);
        }

        @Override
        public void close() {
            reading.close();
            write.unlock();
        }
    }

    /** Backups, as far as they begin and end. */
    BackupDesk backups() {
        return backups;
    }

    /** Those that begin by themselves. */
    ScheduleDesk schedule() {
        return schedule;
    }

    void start() {
        schedule.start();
    }

    /** The backup that is running, if one is. */
    Optional<BackupJob> running() {
        return backups.running();
    }

    /** A run, and what it is made of. */
    BackupRun run(CodeShape shape, Reading reading, RunMeter meter) {
        return new BackupRun(parts(shape), surroundings(reading), meter);
    }

    /** What data of such a code are really written in. */
    CodeShape dataShape(CodeShape shape) {
        return formations.of(BlockClass.DATA, shape).shape();
    }

    /** On how many machines partners can be reached now. */
    int reachableHosts() {
        return hosts(reachable());
    }

    private List<AgreementTerms> reachable() {
        OwnerId self = node.identity().owner();
        Set<OwnerId> linked = node.network().linked();
        return node.lasting().stream()
                .filter(terms -> linked.contains(terms.partnerOf(self)))
                .toList();
    }

    /** So many let a segment be placed, and a head be confirmed. */
    static int needed(CodeShape shape) {
        return Math.max(shape.protectedAt(), shape.k() + 1);
    }

    /** For moving what is stored already. */
    BackupParts parts() {
        return parts(node.redundancy().plan().shape());
    }

    private BackupParts parts(CodeShape shape) {
        NodeSettings now = node.settings();
        Stores stores = node.stores();
        return new BackupParts(
                node.identity().owner(),
                node.identity().certificate().deviceEpoch(),
                node.identity().keys(),
                node.identity().device(),
                stores.ledger(),
                stores.index(),
                moves,
                stores.metadata(),
                stores.spool(),
                seats,
                absences,
                sender,
                node.providers().writing(),
                blockClass -> formations.of(blockClass, shape),
                proofs,
                cpu,
                node.clock(),
                node.random(),
                new BackupSettings(
                        now.days(Setting.LOCK_DAYS),
                        now.number(Setting.SEGMENT_MEBIBYTES) << 20,
                        now.number(Setting.SEGMENTS_IN_FLIGHT),
                        now.mebibytes(Setting.CHECKPOINT_MEBIBYTES).value()));
    }

    /**
     * The code for the partners at hand.
     *
     * @throws HoldfastException NOT_ENOUGH_PARTNERS saying how many are missing
     */
    CodeShape shape() {
        return node.redundancy().carried().shape();
    }

    /** Different machines that partners stand on. */
    int hosts() {
        return hosts(node.lasting());
    }

    private int hosts(List<AgreementTerms> agreed) {
        OwnerId self = node.identity().owner();
        return (int) agreed.stream()
                .map(terms -> terms.domainsOf(terms.partnerOf(self)))
                .map(Domains::host)
                .distinct()
                .count();
    }

    /** Chunks that were given another place since the start. */
    Moves moves() {
        return moves;
    }

    private BackupRun.Surroundings surroundings(Reading reading) {
        return new BackupRun.Surroundings(
                files,
                PathText.bytes(node.home().toAbsolutePath()),
                node.settings().name(),
                reading.chunks(),
                reading.compositions(),
                node.stores().pages(),
                book,
                heads,
                this::headPartners,
                node.readers().shelf(),
                Path.of(node.settings().text(Setting.PACKAGES_FOLDER)));
    }

    List<HeadPartner> headPartners() {
        return new HeadPartners(node).all();
    }

    /** What lies under an agreement, or may come to lie there yet: what nobody writes any more never will. */
    Ledger.Sum lying(OwnerId partner, AgreementId agreement) {
        Ledger.Segments segments = node.stores().ledger().segments();
        Ledger.Sum coming = write.isLocked() ? segments.unfinished(partner, agreement) : Ledger.Sum.NOTHING;
        Ledger.Sum there = segments.standing(partner, agreement); // after it, so that nothing slips through
        return new Ledger.Sum(
                there.blocks() + coming.blocks(),
                ByteCount.of(there.bytes().value() + coming.bytes().value()));
    }

    private Optional<Domains> domains(OwnerId partner) {
        return node.agreed().stream()
                .filter(terms -> terms.partnerOf(node.identity().owner()).equals(partner))
                .map(terms -> terms.domainsOf(partner))
                .findFirst();
    }

    Reading reading(RestoreTally tally) {
        return readings.reading(tally);
    }

    /** In less memory than a restore has. @param beforeFetch fails if partners are not to be asked */
    Reading littleReading(RestoreTally tally, Runnable beforeFetch) {
        return readings.little(tally, beforeFetch);
    }

    SafetyDesk safety() {
        return safety;
    }

    /** Whom this machine may not ask for a restore. */
    Commitments commitments() {
        return readings.commitments();
    }

    /** Single shards, to be stored elsewhere. */
    ShardSource shards() {
        return readings.shards();
    }

    /** How safe the newest snapshot is now; PARTIAL if a source is in it only as it was before. */
    Protection protection() {
        Protection placed = placed();
        return placed == Protection.NONE || !isPartial() ? placed : Protection.PARTIAL;
    }

    /** Whether the newest snapshot was made while a source could not be read. */
    boolean isPartial() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        return !all.isEmpty()
                && SnapshotList.decode(all.getLast().record().toArray())
                        .getFirst()
                        .partial();
    }

    /** How safe the newest snapshot's blocks are: PROTECTED becomes FULL when the last has reached its partner. */
    Protection placed() {
        List<SnapshotRow> all = node.stores().ledger().snapshots().all();
        if (all.isEmpty()) {
            return Protection.NONE;
        }
        Protection said = all.getLast().protection();
        if (node.leave().isOvertaken()) {
            return Protection.PARTIAL;
        }
        Ledger.Receipts receipts = node.stores().ledger().segments().receipts();
        if (said != Protection.PROTECTED || receipts.protectedOrBetter() < receipts.segments()) {
            return said == Protection.PROTECTED ? Protection.PARTIAL : said;
        }
        return receipts.full() == receipts.segments() ? Protection.FULL : Protection.PROTECTED;
    }

    /** Waits for FULL, or for PROTECTED while a partner stays away longer than the setting allows. */
    SnapshotReport await(BackupJob awaited, Consumer<ProgressReport> progress) {
        SnapshotReport made = awaited.await(progress);
        Duration patience = node.settings().seconds(Setting.ABSENT_SECONDS);
        for (Duration waited = Duration.ZERO;
                placed() == Protection.PROTECTED && waited.compareTo(patience) < 0;
                waited = waited.plus(LOOK)) {
            awaited.pause(LOOK);
        }
        return Reports.with(made, protection());
    }

    @Override
    public void close() {
        schedule.close();
        backups.close();
        cpu.close();
    }
}
