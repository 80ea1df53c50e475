// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.ledger.internal.RunFile;
import org.holdfast.ledger.internal.RunFilter;
import org.holdfast.ledger.internal.RunFolder;
import org.holdfast.ledger.internal.RunMerge;
import org.holdfast.ledger.internal.RunWriter;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The chunk index as sorted runs in files, a filter before each: a lookup takes a few microseconds where the system
 * has the file in its cache, a run 64 bytes a row on disk and 11 bits in memory.
 *
 * <p>Opening reads every run once and checks its SHA-256, which is its name: about a second for ten million rows. A file
 * that is missing or damaged is refused, deleted and reported by {@link #refused}; its place in the order is kept, and
 * {@link #adopt} puts it back there, so that newer rows still win. Nothing is merged while a run is missing.
 */
public final class SortedRunIndex implements ChunkIndex, AutoCloseable {
    /** A run that was not believed at opening, to be fetched from partners and adopted again. */
    public record Refusal(Id16 run, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(SortedRunIndex.class);
    private final RunFolder folder;
    private final List<Refusal> refused = new ArrayList<>();
    private final boolean orderLost;

    /** Every run that should be here, oldest first. Guarded by this. */
    private List<Id16> order;

    /** Those that are here, oldest first. Replaced under the lock, read by all. */
    private volatile List<RunFile> live;

    private volatile boolean closed;

    private SortedRunIndex(RunFolder folder) {
        this.folder = folder;
        Optional<List<Id16>> found = folder.order();
        this.orderLost = found.isEmpty();
        this.order = found.orElse(List.of());
        folder.tidy(order);
        List<RunFile> opened = new ArrayList<>();
        for (Id16 id : order) {
            open(id).ifPresent(opened::add);
        }
        this.live = List.copyOf(opened);
    }

    /** @throws HoldfastException DISK_FAILED; NEWER_VERSION if a later Holdfast wrote a run */
    public static SortedRunIndex open(Path folder) {
        return new SortedRunIndex(new RunFolder(folder));
    }

    private Optional<RunFile> open(Id16 id) {
        if (!folder.has(id)) {
            refuse(id, "its file is missing");
            return Optional.empty();
        }
        try {
            return Optional.of(folder.open(id));
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.MALFORMED_INPUT) {
                throw e;
            }
            refuse(id, String.valueOf(e.getMessage()));
            folder.delete(id);
            return Optional.empty();
        }
    }

    private void refuse(Id16 id, String reason) {
        LOG.warn("run {} of the chunk index is not usable and has to be fetched again: {}", id, reason);
        refused.add(new Refusal(id, reason));
    }

    /** What was refused at opening, oldest first; does not change. */
    public List<Refusal> refused() {
        return List.copyOf(refused);
    }

    /** Whether the list of runs itself did not read at opening: the index is empty, adopt every run that the head names. */
    public boolean orderLost() {
        return orderLost;
    }

    @Override
    public Optional<ChunkLocation> find(ChunkId id) {
        List<RunFile> runs = running();
        int next = runs.size() - 1;
        while (next >= 0) {
            RunFile run = runs.get(next);
            if (run.acquire()) {
                try {
                    Optional<ChunkLocation> found = run.find(id);
                    if (found.isPresent()) {
                        return found;
                    }
                } catch (IOException e) {
                    throw unreadable(run.id(), e);
                } finally {
                    run.release();
                }
                next--;
            } else {
                // It was replaced meanwhile: start again with the runs of now.
                runs = running();
                next = runs.size() - 1;
            }
        }
        return Optional.empty();
    }

    @Override
    public void forEach(Consumer<Row> seen) {
        List<RunFile> held = held();
        try {
            for (RunFile run : held) {
                show(run, seen);
            }
        } finally {
            held.forEach(RunFile::release);
        }
    }

    private static void show(RunFile run, Consumer<Row> seen) {
        try {
            run.forEach(seen);
        } catch (IOException e) {
            throw unreadable(run.id(), e);
        }
    }

    /** All runs of one moment, each acquired. */
    private List<RunFile> held() {
        while (true) {
            List<RunFile> held = new ArrayList<>();
            for (RunFile run : running()) {
                if (run.acquire()) {
                    held.add(run);
                }
            }
            if (held.equals(live)) {
                return held;
            }
            held.forEach(RunFile::release); // some were replaced meanwhile
        }
    }

    private List<RunFile> running() {
        if (closed) {
            throw new IllegalStateException("the chunk index is closed");
        }
        return live;
    }

    @Override
    public List<Run> runs() {
        return running().stream().map(RunFile::description).toList();
    }

    @Override
    public synchronized Run add(List<Row> rows) {
        running();
        List<Row> sorted = new ArrayList<>(rows);
        sorted.sort((a, b) -> a.chunk().compareTo(b.chunk()));
        RunFile created = folder.create(out -> write(sorted, out));
        List<Id16> newest = without(Set.of(created.id()));
        newest.add(created.id());
        return publish(created, newest);
    }

    /** Of several rows for one chunk the last, since sorting kept their order. */
    private static void write(List<Row> sorted, RunWriter out) throws IOException {
        for (int i = 0; i < sorted.size(); i++) {
            Row row = sorted.get(i);
            if (i + 1 == sorted.size() || !row.chunk().equals(sorted.get(i + 1).chunk())) {
                ChunkLocation at = row.location();
                out.add(new IndexRow(
                        row.chunk(), at.segment(), at.offset(), at.frame(), at.plainLength(), at.storedLength()));
            }
        }
    }

    /** A run that is missing comes back to its place, any other becomes the newest. */
    @Override
    public synchronized Run adopt(ByteBuffer encoded) {
        running();
        RunFile created = folder.create(encoded);
        List<Id16> all = new ArrayList<>(order);
        if (!all.contains(created.id())) {
            all.add(created.id());
        }
        return publish(created, all);
    }

    @Override
    public InputStream encoded(Id16 run) {
        return running().stream()
                .filter(each -> each.id().equals(run))
                .findFirst()
                .flatMap(RunFile::encoded)
                .orElseThrow(() -> new IllegalArgumentException("run " + run + " is not live"));
    }

    private static HoldfastException unreadable(Id16 run, IOException e) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED, run.toString(), "run " + run + " of the chunk index does not read", e);
    }

    @Override
    public synchronized List<Run> compact() {
        List<RunFile> all = running();
        int count = RunMerge.newestToMerge(all.stream().map(RunFile::rows).toList());
        if (count == 0 || all.size() < order.size()) {
            return List.of();
        }
        List<RunFile> merged = all.subList(all.size() - count, all.size());
        RunFile created = folder.create(out -> RunMerge.merge(merged, out));
        Set<Id16> gone = new HashSet<>(merged.stream().map(RunFile::id).toList());
        gone.add(created.id());
        List<Id16> left = without(gone);
        left.add(created.id());
        return List.of(publish(created, left));
    }

    @Override
    public synchronized void retain(List<Id16> runs) {
        running();
        List<Id16> left = new ArrayList<>(order);
        left.retainAll(Set.copyOf(runs));
        folder.setOrder(left);
        replace(left, live);
    }

    /** Every new file is there before the order names it; what a stop leaves of them is removed at the next opening. */
    @Override
    public synchronized boolean keepOnly(Predicate<SegmentId> kept) {
        List<RunFile> all = running();
        if (all.size() < order.size()) {
            throw new HoldfastException(
                    ErrorCode.BUSY, "index", "runs of the chunk index are missing and are being fetched", true, null);
        }
        List<RunFile> made = new ArrayList<>();
        Map<Id16, RunFile> left = new LinkedHashMap<>();
        try {
            for (RunFile run : all) {
                RunFile filtered = losesAny(run, kept) ? folder.create(out -> RunFilter.write(run, kept, out)) : run;
                if (filtered != run) {
                    made.add(filtered);
                }
                if (filtered.rows() > 0) {
                    left.remove(filtered.id()); // of two that have become the same the newer place counts
                    left.put(filtered.id(), filtered);
                }
            }
            folder.setOrder(List.copyOf(left.keySet()));
        } catch (HoldfastException e) {
            made.forEach(RunFile::release);
            throw e;
        }
        show(left, made);
        return !made.isEmpty();
    }

    private static boolean losesAny(RunFile run, Predicate<SegmentId> kept) {
        try {
            return RunFilter.losesAny(run, kept);
        } catch (IOException e) {
            throw unreadable(run.id(), e);
        }
    }

    /** Lets go of what is not among those left, whether it was here or was made just now. */
    private void show(Map<Id16, RunFile> left, List<RunFile> made) {
        List<RunFile> before = new ArrayList<>(live);
        order = List.copyOf(left.keySet());
        live = List.copyOf(left.values());
        before.addAll(made);
        for (RunFile run : before) {
            if (!live.contains(run)) {
                run.release();
                if (!left.containsKey(run.id())) {
                    folder.delete(run.id());
                }
            }
        }
    }

    private List<Id16> without(Set<Id16> gone) {
        List<Id16> left = new ArrayList<>(order);
        left.removeAll(gone);
        return left;
    }

    /** Makes a new order durable, then visible. */
    private Run publish(RunFile created, List<Id16> all) {
        try {
            folder.setOrder(all);
        } catch (HoldfastException e) {
            created.release();
            throw e;
        }
        List<RunFile> files = new ArrayList<>(live);
        if (files.stream().anyMatch(run -> run.id().equals(created.id()))) {
            // The same content is open already.
            created.release();
        } else {
            files.add(created);
        }
        replace(all, files);
        return created.description();
    }

    /** Shows the files in their new order and lets go of those that are no longer in it. */
    private void replace(List<Id16> all, List<RunFile> files) {
        Map<Id16, RunFile> byId = new HashMap<>();
        files.forEach(run -> byId.put(run.id(), run));
        order = List.copyOf(all);
        live = order.stream().filter(byId::containsKey).map(byId::get).toList();
        for (RunFile run : files) {
            if (!live.contains(run)) {
                run.release();
                folder.delete(run.id());
            }
        }
    }

    /** Readers finish what they are doing. Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            live.forEach(RunFile::release);
        }
    }
}
