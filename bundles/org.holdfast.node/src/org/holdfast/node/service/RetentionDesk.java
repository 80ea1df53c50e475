// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.retention.KeepRules;
import org.holdfast.core.retention.RetentionRule;
import org.holdfast.files.PathText;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.identity.RootOrder;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.ForgetReport;
import org.holdfast.node.control.ForgetRequest;
import org.holdfast.node.control.MarkRequest;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.PruneReport;
import org.holdfast.node.control.ReleaseReport;
import org.holdfast.node.control.RetentionControl;
import org.holdfast.node.control.SnapshotReport;
import org.holdfast.node.work.Ending;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which snapshots are kept, and what becomes of the data of the others. Thread-safe. */
final class RetentionDesk implements RetentionControl, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionDesk.class);
    private static final String HORIZON = "prune.horizon";
    private static final String PRUNED = "prune.last";

    private final Node node;
    /** Held by whoever moves chunks from one segment to another, or has to know where they are. */
    private final ReentrantLock moving = new ReentrantLock();

    private volatile Optional<Thread> background = Optional.empty();

    private final SnapshotMarks marks;

    RetentionDesk(Node node) {
        this.node = node;
        this.marks = new SnapshotMarks(node);
    }

    /** The right to move chunks; given back by the same thread. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a prune, and holds off the next; a backup is held off by neither. */
    Hold holdOff() throws InterruptedException {
        moving.lockInterruptibly();
        return moving::unlock;
    }

    private Ledger.Settings settings() {
        return node.stores().ledger().settings();
    }

    List<Snapshot> snapshots() {
        return new RestoreDesk(node).snapshots();
    }

    @Override
    public List<ForgetReport> forget(ForgetRequest request) {
        if (request.keep().isEmpty() == request.snapshots().isEmpty()) {
            throw usage("Say either which snapshots to keep, by rules, or which to forget, by their ids.");
        }
        List<ForgetReport> decided = request.keep().isEmpty() ? named(request.snapshots()) : ruled(request.keep());
        if (!decided.isEmpty() && decided.stream().noneMatch(ForgetReport::kept)) {
            throw usage("That would forget every snapshot. The last one stays.");
        }
        if (!request.dryRun()) {
            decided.stream().filter(each -> !each.kept()).forEach(this::forget);
        }
        return decided;
    }

    private static HoldfastException usage(String why) {
        return new HoldfastException(ErrorCode.USAGE, "forget", why);
    }

    private List<ForgetReport> named(List<String> names) {
        RestoreDesk desk = new RestoreDesk(node);
        Set<Snapshot> gone = names.stream().map(desk::snapshot).collect(Collectors.toSet());
        gone.stream().filter(Snapshot::pinned).findFirst().ifPresent(pinned -> {
            throw usage("Snapshot " + pinned.id() + " is pinned. 'holdfast tag " + pinned.id()
                    + " --unpin' lets it be forgotten.");
        });
        return snapshots().stream()
                .map(each -> report(each, gone.contains(each) ? List.of() : List.of("not named")))
                .toList();
    }

    private List<ForgetReport> ruled(String keep) {
        KeepRules rules;
        try {
            rules = KeepRules.parse(keep);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(ErrorCode.USAGE, "forget", "These rules cannot be: " + e.getMessage() + ".", e);
        }
        List<Snapshot> all = snapshots();
        List<RetentionRule.Candidate> candidates =
                all.stream().map(RetentionDesk::candidate).toList();
        return RetentionRule.judge(
                        candidates, rules, ZoneId.systemDefault(), node.clock().instant())
                .stream()
                .map(decision -> report(
                        all.stream()
                                .filter(each ->
                                        each.id().equals(decision.candidate().id()))
                                .findFirst()
                                .orElseThrow(),
                        decision.reasons()))
                .toList();
    }

    private static RetentionRule.Candidate candidate(Snapshot snapshot) {
        Set<Bytes> paths = snapshot.sources().stream().map(SourceRoot::path).collect(Collectors.toSet());
        return new RetentionRule.Candidate(
                snapshot.id(), snapshot.started(), paths, snapshot.pinned(), Set.copyOf(snapshot.tags()));
    }

    private static ForgetReport report(Snapshot snapshot, List<String> reasons) {
        return new ForgetReport(
                snapshot.id().toString(),
                snapshot.started(),
                snapshot.sources().stream()
                        .map(root -> PathText.shown(root.path()))
                        .toList(),
                !reasons.isEmpty(),
                reasons);
    }

    @Override
    public SnapshotReport mark(MarkRequest request) {
        return marks.mark(request);
    }

    /** What was stored for it is no unfinished backup's: the horizon is durable before the snapshot goes. */
    private void forget(ForgetReport decided) {
        for (Snapshot each : snapshots()) {
            if (each.id().toString().equals(decided.id())) {
                if (each.finished().isAfter(horizon())) {
                    settings().put(HORIZON, time(each.finished()));
                }
                node.stores().ledger().snapshots().remove(each.id());
                note("SNAPSHOT_FORGOTTEN", decided.id(), "of " + decided.time());
            }
        }
    }

    private Instant horizon() {
        return at(HORIZON);
    }

    private Instant at(String key) {
        return settings()
                .get(key)
                .map(bytes -> new ByteReader(key, bytes.toArray()).millis())
                .orElse(Instant.EPOCH);
    }

    private static Bytes time(Instant time) {
        return Bytes.of(new ByteWriter(8).millis(time).toArray());
    }

    private void note(String type, String subject, String text) {
        node.stores().ledger().events().append(node.clock().instant(), type, subject, text);
    }

    /** What the settings want after each backup; a mistake in them ends nothing. */
    void afterBackup() {
        NodeSettings now = node.settings();
        String keep = now.text(Setting.RETENTION_KEEP);
        if (!keep.isEmpty()) {
            try {
                apply(now, keep);
            } catch (HoldfastException e) {
                LOG.warn("The rules {} could not be applied: {}", keep, e.getMessage());
            }
        }
    }

    private void apply(NodeSettings now, String keep) {
        long gone = forget(new ForgetRequest(keep, List.of(), false)).stream()
                .filter(each -> !each.kept())
                .count();
        if (gone > 0) {
            LOG.info("{} snapshots are forgotten by the rules {}", gone, keep);
        }
        if (now.number(Setting.PRUNE_DAYS) > 0
                && at(PRUNED)
                        .plus(now.days(Setting.PRUNE_DAYS))
                        .isBefore(node.clock().instant())) {
            background = Optional.of(Thread.ofVirtual().name("prune").start(this::pruneQuietly));
        }
    }

    private void pruneQuietly() {
        try {
            prune(progress -> {});
        } catch (HoldfastException e) {
            LOG.warn("What no snapshot needs is not dropped yet: {} ({})", e.getMessage(), e.code());
        }
    }

    @Override
    public void close() {
        background.ifPresent(Ending::of);
    }

    @Override
    public PruneReport prune(Consumer<ProgressReport> progress) {
        if (!moving.tryLock()) {
            throw new HoldfastException(
                    ErrorCode.BUSY, "prune", "A prune or a re-coding goes on. Try again when it is done.", true, null);
        }
        try {
            PruneReport report = new PruneJob(node, progress).run(horizon());
            settings().put(PRUNED, time(node.clock().instant()));
            if (report.dropped() + report.repacked() > 0) {
                note(
                        "PRUNED",
                        "segments",
                        report.dropped() + " dropped, " + ByteCount.of(report.droppedBytes()) + "; " + report.repacked()
                                + " packed anew");
            }
            return report;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(
                    ErrorCode.CANCELLED, "prune", "The prune was cancelled; the next one begins anew.", e);
        } finally {
            moving.unlock();
        }
    }

    @Override
    public ReleaseReport releases() {
        return releases(List.of());
    }

    private ReleaseReport releases(List<Releasing.Told> told) {
        Ledger ledger = node.stores().ledger();
        Ledger.Sum own = ledger.segments().released();
        Ledger.Releases held = ledger.holdings().releases();
        List<Ledger.Sum> others = held.owners().keySet().stream().map(held::of).toList();
        return new ReleaseReport(
                node.releasing().isStopped(),
                node.releasing().quietUntil(),
                own.blocks(),
                own.bytes().value(),
                others.stream().mapToLong(Ledger.Sum::blocks).sum(),
                others.stream().mapToLong(each -> each.bytes().value()).sum(),
                told.stream().map(this::report).toList());
    }

    private ReleaseReport.Told report(Releasing.Told told) {
        return new ReleaseReport.Told(
                told.partner().toString(), name(told.partner()), Math.max(0, told.blocks()), told.trouble());
    }

    private String name(OwnerId id) {
        return node.stores().ledger().peers().find(id).map(PeerRow::name).orElse(id.brief());
    }

    @Override
    public ReleaseReport cancelReleases(String order) {
        return releases(node.releasing().cancel(parse(order)));
    }

    private static RootOrder parse(String order) {
        try {
            return RootOrder.read(HexFormat.of().parseHex(order));
        } catch (IllegalArgumentException e) {
            throw new MalformedInput("root order", 0, "it is not hexadecimal");
        }
    }

    @Override
    public ReleaseReport resumeReleases() {
        node.releasing().resume();
        return releases();
    }
}
