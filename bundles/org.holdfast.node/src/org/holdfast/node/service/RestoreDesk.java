// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.port.SnapshotRow;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SnapshotList;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.control.HeadReport;
import org.holdfast.node.control.ProgressReport;
import org.holdfast.node.control.RecoverRequest;
import org.holdfast.node.control.RestoreRequest;
import org.holdfast.node.control.RestoredReport;
import org.holdfast.node.recovery.RecoveryRun;
import org.holdfast.node.recovery.Wanted;
import org.holdfast.node.restore.Browser;
import org.holdfast.node.restore.Preview;
import org.holdfast.node.restore.RestoreRun;
import org.holdfast.node.restore.RestoreTally;
import org.holdfast.trust.SeenKeys;

/** Restores and recoveries. Thread-safe; several may run at once. */
final class RestoreDesk {
    private static final long TELL_MILLIS = 500;
    private static final int MOST_HEADS = 200;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final Node node;

    RestoreDesk(Node node) {
        this.node = node;
    }

    /** All snapshots, newest last. */
    List<Snapshot> snapshots() {
        List<Snapshot> snapshots = new ArrayList<>();
        for (SnapshotRow row : node.stores().ledger().snapshots().all()) {
            snapshots.addAll(SnapshotList.decode(row.record().toArray()));
        }
        return snapshots;
    }

    /** @param name an id, the beginning of one, or {@code latest}. @throws HoldfastException SNAPSHOT_UNKNOWN */
    Snapshot snapshot(String name) {
        List<Snapshot> all = snapshots();
        if (name.equals("latest") && !all.isEmpty()) {
            return all.getLast();
        }
        List<Snapshot> fitting = all.stream()
                .filter(each -> !name.isEmpty() && each.id().toString().startsWith(name))
                .toList();
        if (fitting.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.SNAPSHOT_UNKNOWN,
                    name,
                    fitting.isEmpty()
                            ? "There is no snapshot '" + name + "'. 'holdfast snapshots' lists them."
                            : "'" + name + "' is the beginning of " + fitting.size() + " snapshots; write more of it.");
        }
        return fitting.getFirst();
    }

    RestoredReport restore(RestoreRequest request, Consumer<ProgressReport> progress) {
        places().require(request.to());
        Snapshot snapshot = snapshot(request.snapshot());
        Options options = new Options(request.to(), request.overwrite(), request.changed(), request.path());
        if (request.dryRun()) {
            return preview(snapshot, options);
        }
        RestoreTally tally = new RestoreTally();
        String readers;
        try (Reading reading = node.owner().reading(tally)) {
            readers = readers(reading, progress);
        }
        return watched(snapshot, options, tally, progress, readers);
    }

    /** Nothing if everything that the data are read with is here. */
    private String readers(Reading reading, Consumer<ProgressReport> progress) {
        return sentences(node.readers().provide(reading.chunks(), what -> say("restoring", what, progress)));
    }

    private static String sentences(List<String> notes) {
        return notes.stream().map(each -> " " + each).collect(Collectors.joining());
    }

    private static void say(String phase, String what, Consumer<ProgressReport> progress) {
        progress.accept(Reports.phase(phase, what));
    }

    /** Finds everything again, then restores the newest snapshot, or the wanted one. */
    RestoredReport recover(RecoverRequest request, Consumer<ProgressReport> progress) {
        places().require(request.to());
        RestoreTally tally = new RestoreTally();
        RecoveryRun.Recovered recovered;
        String gaps;
        String readers;
        try (Reading reading = node.owner().reading(tally)) {
            recovered = find(request, reading, progress);
            gaps = gaps(recovered.snapshots(), reading.browser());
            readers(reading, progress);
            readers = sentences(node.readers().notes());
            gaps += leftOut(recovered.snapshots(), reading.chunks());
        }
        String renewed = renew(recovered.seen());
        if (recovered.snapshots().isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.NO_HEAD_FOUND, "recovery", "The head that was found names no snapshot yet.");
        }
        Options options = new Options(request.to(), request.overwrite(), false, Optional.empty());
        Snapshot wanted = request.snapshot()
                .map(this::snapshot)
                .orElse(recovered.snapshots().getLast());
        return watched(wanted, options, tally, progress, recovered.newest() + gaps + readers + renewed);
    }

    /** Files that have to come back from packages. */
    private static String leftOut(List<Snapshot> snapshots, ChunkSource chunks) {
        return !snapshots.isEmpty() && SelectionDesk.leavesAny(snapshots.getLast(), chunks)
                ? " Unchanged files of packages were never backed up: 'holdfast source left-out' lists what to install."
                : "";
    }

    /** What the newest snapshot lacks, or has only as it was before: people would miss it too late. */
    private static String gaps(List<Snapshot> snapshots, Browser browser) {
        if (snapshots.isEmpty()) {
            return "";
        }
        Snapshot newest = snapshots.getLast();
        String gaps = newest.partial()
                ? " It is partial: a source could not be read and is as it was before, or the first backup was not through."
                : "";
        if (snapshots.size() == 1) {
            return gaps;
        }
        Snapshot before = snapshots.get(snapshots.size() - 2);
        Set<Bytes> there = paths(newest, browser);
        List<String> lacking = paths(before, browser).stream()
                .filter(path -> !there.contains(path))
                .map(PathText::shown)
                .sorted()
                .toList();
        return lacking.isEmpty()
                ? gaps
                : gaps + " It lacks " + String.join(", ", lacking) + ", which the snapshot before has; '--snapshot "
                        + before.id() + "' restores that one.";
    }

    /** The sources of which a snapshot has anything. */
    private static Set<Bytes> paths(Snapshot snapshot, Browser browser) {
        return snapshot.sources().stream()
                .filter(source -> browser.root(source).isPresent())
                .map(SourceRoot::path)
                .collect(Collectors.toSet());
    }

    /** Where an earlier device got as far as this one, a certificate of its own is needed, with new keys. */
    private String renew(SeenKeys seen) {
        DeviceCert present = node.identity().certificate();
        if (seen.deviceEpoch() < present.deviceEpoch() && seen.keyGeneration() < present.keyGeneration()) {
            return "";
        }
        DeviceCert renewed = node.identities().reissue(seen).certificate();
        return " This machine has keys of generation " + renewed.keyGeneration()
                + " now; they take effect when its node is started again.";
    }

    private RecoveryRun.Recovered find(RecoverRequest request, Reading reading, Consumer<ProgressReport> progress) {
        if (node.owner().running().isPresent()) {
            throw new HoldfastException(
                    ErrorCode.BUSY, "recovery", "A backup is running; recover when it has ended.", true, null);
        }
        List<NodeAddress> seeds =
                request.seeds().stream().map(NodeAddress::parse).toList();
        try {
            return node.rebuilds()
                    .run(
                            seeds,
                            Wanted.parse(request.at(), request.before()),
                            reading,
                            what -> say("recovering", what, progress));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "recovery", "The recovery was cancelled.", e);
        }
    }

    /** What members keep of this machine's heads, the newest first. */
    List<HeadReport> heads(List<String> seeds) {
        try {
            List<NodeAddress> addresses = seeds.stream().map(NodeAddress::parse).toList();
            return node.rebuilds().heads(addresses, MOST_HEADS).stream()
                    .map(Reports::head)
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "recovery", "The search was cancelled.", e);
        }
    }

    private record Options(String to, boolean overwrite, boolean changed, Optional<String> path) {}

    /** Directories are read, and the target is looked at. */
    private RestoredReport preview(Snapshot snapshot, Options options) {
        long start = node.clock().nanos();
        RestoreTally tally = new RestoreTally();
        try (Reading reading = node.owner().reading(tally)) {
            Preview preview = new Preview(Path.of(options.to()), options.overwrite(), tally);
            Browser browser = reading.browser();
            Optional<TreeEntry> single = options.path().map(path -> browser.find(snapshot, path));
            single.ifPresent(entry -> preview.look(options.path().orElseThrow(), entry));
            if (single.map(entry -> entry.kind() == EntryKind.DIRECTORY).orElse(true)) {
                browser.walk(snapshot, options.path().orElse("/"), true, preview::look);
            }
        }
        return Reports.restored(
                snapshot.id().toString(), tally, seconds(start), "This was a dry run: nothing was written.");
    }

    /** Runs on a thread of its own while this one tells of the progress. */
    private RestoredReport watched(
            Snapshot snapshot, Options options, RestoreTally tally, Consumer<ProgressReport> progress, String newest) {
        long start = node.clock().nanos();
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicReference<String> stage = new AtomicReference<>("waiting for another restore");
        Thread worker = Thread.ofPlatform().name("restore").daemon().start(() -> {
            try {
                inTurn(() -> {
                    stage.set("restoring");
                    write(snapshot, options, tally);
                });
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        Reports.Totals totals = options.path().isPresent()
                ? new Reports.Totals(0, 0)
                : new Reports.Totals(snapshot.files(), snapshot.bytes());
        try {
            follow(
                    done,
                    () -> progress.accept(Reports.progress(
                            stage.get(), tally, totals, seconds(start), Lanes.of(node, tally.lanes()))));
        } catch (RuntimeException e) {
            worker.interrupt();
            throw e;
        }
        return Reports.restored(snapshot.id().toString(), tally, seconds(start), newest);
    }

    /** One after the other, as each takes memory. @throws HoldfastException CANCELLED if it was interrupted before its turn */
    private void inTurn(Runnable restore) {
        try {
            node.drills().turn().restore(restore);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(
                    ErrorCode.CANCELLED, "restore", "The restore was cancelled before its turn came.", e);
        }
    }

    /** In its turn, if that comes within this time. @throws HoldfastException BUSY if it does not, CANCELLED */
    void soon(Duration most, Runnable read) {
        try {
            if (!node.drills().turn().soon(most, read)) {
                throw looksGoOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoldfastException(ErrorCode.CANCELLED, "restore", "The look was cancelled.", e);
        }
    }

    static HoldfastException looksGoOn() {
        return new HoldfastException(
                ErrorCode.BUSY,
                "restore",
                "A restore, or another look, goes on, and they take turns: look into files when it has ended.",
                true,
                null);
    }

    private double seconds(long start) {
        return (node.clock().nanos() - start) / 1e9;
    }

    private static void follow(CompletableFuture<Void> done, Runnable tell) {
        for (long waited = 0; waited < LONGEST.toMillis(); waited += TELL_MILLIS) {
            try {
                done.get(TELL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                tell.run();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HoldfastException(
                        ErrorCode.CANCELLED,
                        "restore",
                        "The restore was cancelled; again, it goes on where it was.",
                        e);
            }
        }
        throw new HoldfastException(ErrorCode.TIMED_OUT, "restore", "The restore took longer than 30 days.");
    }

    private static HoldfastException failure(Throwable cause) {
        return cause instanceof HoldfastException known
                ? new HoldfastException(
                        known.code(), known.subject(), String.valueOf(known.getMessage()), known.retryable(), known)
                : new HoldfastException(
                        ErrorCode.INTERNAL, "restore", "The restore failed: " + cause + ". The log says more.", cause);
    }

    private void write(Snapshot snapshot, Options options, RestoreTally tally) {
        RestoreOptions how = options.overwrite() ? RestoreOptions.complete().overwriting() : RestoreOptions.complete();
        RestoreRun.Manner manner = places().manner(how, options.changed());
        try (Reading reading = node.owner().reading(tally)) {
            RestoreRun run = new RestoreRun(node.owner().files(), reading.browser(), reading.chunks(), tally, manner);
            if (options.path().isPresent()) {
                String path = options.path().get();
                TreeEntry entry = reading.browser().find(snapshot, path);
                run.restore(entry, parent(path), target(options.to(), parent(path)));
                return;
            }
            for (SourceRoot source : snapshot.sources()) {
                String parent = parent(PathText.shown(source.path()));
                reading.browser()
                        .root(source)
                        .ifPresent(root -> run.restore(root, parent, target(options.to(), parent)));
            }
        }
    }

    private RestorePlaces places() {
        return new RestorePlaces(node.home(), node.owner().files());
    }

    /** Asked when its turn has come: what links there are may have changed while it waited. */
    private Bytes target(String to, String parent) {
        return places().requireOutside(joined(to, parent));
    }

    private static Bytes joined(String to, String parent) {
        String base = to.endsWith("/") ? to.substring(0, to.length() - 1) : to;
        byte[] below = PathText.parse(parent).toArray();
        byte[] start = PathText.bytes(base).toArray();
        byte[] whole = java.util.Arrays.copyOf(start, start.length + below.length);
        System.arraycopy(below, 0, whole, start.length, below.length);
        return Bytes.of(whole.length == 0 ? new byte[] {'/'} : whole);
    }

    private static String parent(String path) {
        String absolute = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        int slash = absolute.lastIndexOf('/');
        return slash <= 0 ? "" : absolute.substring(0, slash);
    }
}
