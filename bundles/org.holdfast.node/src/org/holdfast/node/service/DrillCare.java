// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdfast.core.drill.DrillPace;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.core.drill.DrillSchedule;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.checks.BackupRules;
import org.holdfast.node.checks.BackupRules.Trouble;
import org.holdfast.node.checks.Finding;
import org.holdfast.node.control.DrillControl;
import org.holdfast.node.control.DrillReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.drill.DrillBook;
import org.holdfast.node.drill.Drills;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.node.work.Rounds;
import org.holdfast.node.work.Spans;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drills and verifications, on order and on a schedule; tells when they are overdue or found damage. Thread-safe. */
final class DrillCare implements DrillControl, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DrillCare.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final String MORE = "A restore was wanted, which comes first.";

    private final Node node;
    private final DrillBook book;
    private final RestoreTurn turn = new RestoreTurn();
    private final ReadAllowances allowances;
    private final ReentrantLock one = new ReentrantLock();
    private final Rounds rounds;
    private final AtomicReference<@Nullable Drills> current = new AtomicReference<>();
    private volatile Optional<Instant> tried = Optional.empty();

    DrillCare(Node node) {
        this.node = node;
        this.book = new DrillBook(node.stores().ledger());
        this.allowances = new ReadAllowances(node);
        this.rounds = new Rounds("drills", LOOK, node.clock(), this::round);
    }

    void start() {
        rounds.start();
    }

    /** For whoever reads back. */
    RestoreTurn turn() {
        return turn;
    }

    private DrillSchedule schedule() {
        return new DrillSchedule(node.settings().hours(Setting.DRILL_HOURS));
    }

    private long scheduledBytes() {
        return (long) node.settings().number(Setting.DRILL_MEBIBYTES) << 20;
    }

    private Optional<Instant> firstData() {
        return node.stores().ledger().snapshots().all().stream().findFirst().map(SnapshotRow::time);
    }

    private Optional<Instant> decided() {
        return book.decided().map(kept -> kept.record().finished());
    }

    /** One that the schedule wants; whatever stands in its way now does so later no more. */
    private void round() {
        Instant now = node.clock().instant();
        boolean wanted = scheduledBytes() > 0 && node.partnership().isPresent() && isWhole();
        if (wanted && schedule().isDue(firstData(), decided(), tried, now) && one.tryLock()) {
            try {
                tried = Optional.of(now);
                Duration since = decided()
                        .or(this::firstData)
                        .map(last -> Duration.between(last, now))
                        .orElse(Duration.ZERO);
                Drills drills = drills(
                        allowances.of(balance ->
                                DrillPace.scheduled(balance.left(), balance.held(), balance.yearly(), since)),
                        scheduledBytes());
                run(drills, () -> drills.drill(snapshots()), DrillRecord.Kind.DRILL);
            } finally {
                one.unlock();
            }
        }
    }

    private boolean isWhole() {
        return node.stores().losses().present().isEmpty() && !node.isStopping();
    }

    private List<Snapshot> snapshots() {
        return node.retention().snapshots();
    }

    @Override
    public DrillReport drill(Consumer<ProgressReport> progress) {
        return ordered(DrillRecord.Kind.DRILL, progress, drills -> drills.drill(snapshots()));
    }

    @Override
    public DrillReport verify(double percent, Consumer<ProgressReport> progress) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new HoldfastException(
                    ErrorCode.USAGE, "verify", "The share to read is 0 to 100 percent, not " + percent + ".");
        }
        return ordered(DrillRecord.Kind.VERIFY, progress, drills -> drills.verify(snapshots(), percent));
    }

    private DrillReport ordered(DrillRecord.Kind kind, Consumer<ProgressReport> progress, Consumer<Drills> work) {
        node.rebuilds().requireWhole();
        if (snapshots().isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_UNKNOWN, "drill", "There is no snapshot yet, so nothing can be restored.");
        }
        if (!one.tryLock()) {
            throw busy("Another drill or verification goes on; wait until it has ended.");
        }
        try {
            long bytes = kind == DrillRecord.Kind.VERIFY ? Long.MAX_VALUE : Math.max(scheduledBytes(), 64L << 20);
            Drills drills = drills(allowances.of(balance -> DrillPace.ordered(balance.left(), balance.held())), bytes);
            progress.accept(Reports.phase("reading", ""));
            return report(run(drills, () -> work.accept(drills), kind)
                    .orElseThrow(() -> busy("A restore goes on, which comes first; try again when it has ended.")));
        } finally {
            one.unlock();
        }
    }

    private static HoldfastException busy(String why) {
        return new HoldfastException(ErrorCode.BUSY, "drill", why, true, null);
    }

    private Drills drills(Map<AgreementId, Long> left, long bytes) {
        Reading reading = node.owner().reading(new RestoreTally());
        return new Drills(
                new Drills.Parts(
                        node.identity().owner(),
                        node.identity().device(),
                        node.stores().ledger(),
                        node.stores().index(),
                        node.identity().keys(),
                        node.providers(),
                        new Readings(node)::fetch,
                        reading::close,
                        reading.browser(),
                        reading.chunks(),
                        reading.compositions(),
                        node.clock(),
                        node.random()),
                left,
                bytes);
    }

    /** Nothing where a restore goes on. */
    private Optional<DrillBook.Kept> run(Drills drills, Runnable work, DrillRecord.Kind kind) {
        current.set(drills);
        try (drills) {
            return switch (turn.spare(work, drills::end)) {
                case NOT_FREE -> Optional.empty();
                case GAVE_WAY -> {
                    drills.undecided(MORE);
                    yield Optional.of(kept(drills.report(kind)));
                }
                case DONE -> Optional.of(kept(drills.report(kind)));
            };
        } finally {
            current.set(null);
        }
    }

    private DrillBook.Kept kept(DrillBook.Kept kept) {
        String text = words(kept.record());
        node.stores()
                .ledger()
                .events()
                .append(
                        node.clock().instant(),
                        kept.record().kind() + "_" + kept.record().verdict(),
                        "",
                        text);
        if (kept.record().verdict() == DrillRecord.Verdict.DAMAGED) {
            LOG.warn("{}", text);
        } else {
            LOG.info("{}", text);
        }
        return kept;
    }

    @Override
    public List<DrillReport> reports() {
        return book.newestFirst().map(DrillCare::report).toList();
    }

    private static DrillReport report(DrillBook.Kept kept) {
        DrillRecord record = kept.record();
        return new DrillReport(
                record.kind().name(),
                record.verdict().name(),
                record.number(),
                record.started(),
                record.finished(),
                record.files(),
                record.segments(),
                record.bytes(),
                record.fetched(),
                record.damaged(),
                record.undecided(),
                record.patterns().proven(),
                record.patterns().all().bitLength() < Long.SIZE
                        ? record.patterns().all().longValueExact()
                        : Long.MAX_VALUE,
                record.patterns().failingAtMost(),
                record.detail(),
                HexFormat.of().formatHex(kept.signed().toArray()));
    }

    /** The newest that found out something, in a few words; empty if there never was one. */
    Optional<String> newest() {
        return book.newestFirst()
                .map(DrillBook.Kept::record)
                .filter(record -> record.verdict() != DrillRecord.Verdict.UNDECIDED)
                .findFirst()
                .map(DrillCare::words);
    }

    private static String words(DrillRecord record) {
        String what = record.kind() == DrillRecord.Kind.DRILL ? "drill " : "verification ";
        return record.verdict() + " by " + what + record.number() + " at "
                + record.finished().truncatedTo(ChronoUnit.SECONDS) + ": " + record.files() + " files, "
                + record.segments() + " segments from partners drawn by lot, "
                + record.patterns().proven() + " of "
                + record.patterns().all() + " loss patterns tried"
                + (record.detail().isEmpty() ? "" : "; " + record.detail());
    }

    /** What status warns of. */
    List<String> reasons() {
        return troubles().stream()
                .map(each -> each.found() + ": " + each.mend())
                .toList();
    }

    /** What the health check says. */
    List<Finding> check() {
        return BackupRules.drills(scheduledBytes() > 0, newest(), troubles());
    }

    private List<Trouble> troubles() {
        return Stream.concat(overdue().stream(), damage().stream()).toList();
    }

    private Optional<Trouble> overdue() {
        Duration patience = node.settings().hours(Setting.DRILL_HOURS).multipliedBy(2);
        return scheduledBytes() == 0
                ? Optional.empty()
                : schedule()
                        .overdueBy(firstData(), decided(), node.clock().instant())
                        .map(late -> new Trouble(
                                "no drill has shown for " + Spans.words(late.plus(patience))
                                        + " that this machine can be restored, " + Spans.words(late)
                                        + " more than may be",
                                "see that partners are on line, or say 'holdfast drill'"));
    }

    private Optional<Trouble> damage() {
        return book.decided()
                .map(DrillBook.Kept::record)
                .filter(record -> record.verdict() == DrillRecord.Verdict.DAMAGED)
                .map(record -> new Trouble(
                        "the drill at " + record.finished().truncatedTo(ChronoUnit.SECONDS) + " found "
                                + record.damaged() + " damaged or missing blocks, which are made anew by themselves ("
                                + record.detail() + ")",
                        "say 'holdfast drill' then to look again"));
    }

    @Override
    public void close() {
        Optional.ofNullable(current.get()).ifPresent(Drills::end);
        rounds.close();
    }
}
