// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.FileTree;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeTarget;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Writes one entry of a snapshot, with everything below it, into a directory: choose files – which segments – fetch,
 * check, open, decode, open, inflate (all in the {@link ChunkReader}) – write. A window of files at a time is written
 * in the order of their segments ({@link RestoreWindow}). What fails is reported, and the rest goes on.
 *
 * <p>A file that is there already with the wanted size and time is kept and counted, so a restore that was cut off goes
 * on where it was. A restore that overwrites trusts no such sign: it writes every entry anew, with its metadata, and
 * takes from the file that is there what is right by its hash ({@link PresentChunks}).
 */
public final class RestoreRun {
    private static final int AHEAD = 3;

    private final FileTree files;
    private final Browser browser;
    private final ChunkReader chunks;
    private final RestoreTally tally;
    private final RestoreOptions options;
    private final boolean changedOnly;
    private final Predicate<ScannedEntry> keptOut;
    private final Map<Inode, List<Bytes>> firstNames = new HashMap<>();
    private final ContentFill fill;

    private record Inode(long device, long inode) {}

    /**
     * How it writes.
     *
     * @param changedOnly where it overwrites, what looks right is left as it is
     * @param keptOut tells directories that are there and that nothing is written into
     */
    public record Manner(RestoreOptions options, boolean changedOnly, Predicate<ScannedEntry> keptOut) {}

    public RestoreRun(FileTree files, Browser browser, ChunkReader chunks, RestoreTally tally, RestoreOptions options) {
        this(files, browser, chunks, tally, new Manner(options, false, there -> false));
    }

    public RestoreRun(FileTree files, Browser browser, ChunkReader chunks, RestoreTally tally, Manner manner) {
        this.changedOnly = manner.changedOnly();
        this.keptOut = manner.keptOut();
        this.files = files;
        this.browser = browser;
        this.chunks = chunks;
        this.tally = tally;
        this.options = manner.options();
        this.fill = new ContentFill(chunks, tally);
    }

    /**
     * Restores {@code entry} into the directory {@code parent}, which is made if it is missing.
     *
     * @param from where the entry lay when it was backed up: the path of its directory, for what is reported
     * @throws HoldfastException NO_SPACE, DISK_FAILED, CANCELLED, or what made the tree unreadable
     */
    public void restore(TreeEntry entry, String from, Bytes parent) {
        firstNames.clear(); // they are paths below the target
        Place top = Place.top(from);
        try (TreeTarget target = files.target(parent, options);
                Upcoming upcoming = new Upcoming(browser, chunks, top, entry)) {
            TargetCursor cursor = new TargetCursor(target, tally, top, keptOut);
            for (var window = upcoming.next(); window.isPresent(); window = upcoming.next()) {
                write(cursor, window.get().batches());
            }
            cursor.go(top);
            target.sync();
        }
    }

    /** While one batch is written, the segments of the next are fetched – unless what came before was there already. */
    private void write(TargetCursor cursor, List<RestoreWindow.Batch> batches) {
        for (int i = 0; i < batches.size(); i++) {
            if (fill.hasFetched()) {
                batches.subList(i, Math.min(i + AHEAD, batches.size()))
                        .forEach(batch -> batch.segment().ifPresent(chunks::prefetch));
            }
            for (RestoreStep step : batches.get(i).steps()) {
                if (cursor.go(step.place())) {
                    step.entry().ifPresent(entry -> write(cursor, entry));
                }
            }
        }
    }

    private void write(TargetCursor cursor, TreeEntry entry) {
        try {
            if (cursor.succeeded(entry, create(cursor, entry))) {
                tally.files.increment();
            }
        } catch (HoldfastException e) {
            if (!concernsOneFile(e.code())) {
                throw e;
            }
            tally.problem(cursor.here().path(entry), e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** Whether such a failure says nothing about the other files. */
    public static boolean concernsOneFile(ErrorCode code) {
        return code == ErrorCode.NOT_ENOUGH_SHARDS
                || code == ErrorCode.AUTHENTICATION_FAILED
                || code == ErrorCode.FORMAT_UNKNOWN
                || code == ErrorCode.MALFORMED_INPUT;
    }

    private Restored create(TargetCursor cursor, TreeEntry entry) {
        List<Bytes> first = entry.links() > 1 ? firstNames.get(inode(entry)) : null;
        Restored restored;
        if (mayKeep(cursor.target(), entry)) {
            tally.kept.increment();
            restored = new Restored.Done(List.of());
        } else if (first != null) {
            restored = linkOrMake(cursor, entry, first);
        } else {
            restored = make(cursor.target(), entry);
        }
        if (first == null && entry.links() > 1 && restored instanceof Restored.Done) {
            List<Bytes> name = new ArrayList<>(cursor.here().names());
            name.add(entry.name());
            firstNames.put(inode(entry), name);
        }
        return restored;
    }

    /** Where the system refuses a further name for the same file, a copy is better than nothing. */
    private Restored linkOrMake(TargetCursor cursor, TreeEntry entry, List<Bytes> first) {
        return switch (cursor.target().hardLink(entry.name(), first)) {
            case Restored.Done done -> done;
            case Restored.Refused refused when refused.code() == ErrorCode.TARGET_EXISTS -> refused;
            case Restored.Refused refused -> {
                tally.remark(cursor.here().path(entry), "it is a copy, not a hard link: " + refused.why());
                yield make(cursor.target(), entry);
            }
        };
    }

    private Restored make(TreeTarget target, TreeEntry entry) {
        return switch (entry.kind()) {
            case FILE -> file(target, entry);
            case SYMLINK -> target.symlink(entry.name(), entry.linkTarget(), Metadata.of(entry));
            case FIFO -> target.fifo(entry.name(), Metadata.of(entry));
            case SOCKET -> target.socket(entry.name(), Metadata.of(entry));
            case CHARACTER_DEVICE ->
                target.device(entry.name(), FileKind.CHARACTER_DEVICE, entry.rdev(), Metadata.of(entry));
            case BLOCK_DEVICE -> target.device(entry.name(), FileKind.BLOCK_DEVICE, entry.rdev(), Metadata.of(entry));
            case DIRECTORY -> throw new IllegalStateException("directories are entered, not written");
        };
    }

    private static Inode inode(TreeEntry entry) {
        return new Inode(entry.device(), entry.inode());
    }

    private Restored file(TreeTarget target, TreeEntry entry) {
        return switch (target.file(entry.name(), entry.size())) {
            case Restored.Refused refused -> refused;
            case FileSink sink ->
                fill.fill(sink, entry, options.overwrite() ? target.read(entry.name()) : Optional.empty());
        };
    }

    /** In place of something else it has to look right in more respects: nobody else says that it was restored before. */
    private boolean mayKeep(TreeTarget target, TreeEntry entry) {
        if (options.overwrite() && !changedOnly) {
            return false;
        }
        Optional<ScannedEntry> found = target.look(entry.name());
        return isThere(found, entry)
                && (!options.overwrite()
                        || found.filter(there -> there.mode() == entry.mode()
                                        && there.uid() == entry.uid()
                                        && there.gid() == entry.gid())
                                .isPresent());
    }

    /** Under their own names there are only whole entries, so equal kind, size, time and target mean: restored before. */
    private static boolean isThere(Optional<ScannedEntry> found, TreeEntry entry) {
        return found.filter(there -> there.kind().name().equals(entry.kind().name())
                        && there.size() == (entry.kind() == EntryKind.FILE ? entry.size() : there.size())
                        && there.mtimeSeconds() == entry.mtimeSeconds()
                        && there.mtimeNanos() == entry.mtimeNanos()
                        && there.linkTarget().equals(entry.linkTarget()))
                .isPresent();
    }
}
