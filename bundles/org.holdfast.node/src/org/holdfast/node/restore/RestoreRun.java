// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.core.content.ContentReader;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileSink;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeTarget;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Extent;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * Writes one entry of a snapshot, with everything below it, into a directory: choose files – which segments – fetch,
 * check, open, decode, open, inflate (all in the {@link ChunkReader}) – write. A file that is there already with the
 * wanted size and time is kept, so a restore that was cut off goes on where it was. What fails is reported, and the
 * rest goes on.
 */
public final class RestoreRun {
    private final FileTree files;
    private final Browser browser;
    private final ChunkReader chunks;
    private final RestoreTally tally;
    private final RestoreOptions options;
    private final Map<Inode, List<Bytes>> firstNames = new HashMap<>();
    private final Deque<Bytes> place = new ArrayDeque<>();
    private int skipping;
    private String above = "";

    private record Inode(long device, long inode) {}

    public RestoreRun(FileTree files, Browser browser, ChunkReader chunks, RestoreTally tally, RestoreOptions options) {
        this.files = files;
        this.browser = browser;
        this.chunks = chunks;
        this.tally = tally;
        this.options = options;
    }

    /**
     * Restores {@code entry} into the directory {@code parent}, which is made if it is missing.
     *
     * @param from where the entry lay when it was backed up: the path of its directory, for what is reported
     * @throws HoldfastException NO_SPACE, DISK_FAILED, CANCELLED, or what made the tree unreadable
     */
    public void restore(TreeEntry entry, String from, Bytes parent) {
        above = from;
        try (TreeTarget target = files.target(parent, options);
                Upcoming upcoming = new Upcoming(browser, chunks, entry)) {
            while (perform(target, upcoming.next())) {
                // each step is performed in the condition
            }
            target.sync();
        }
    }

    private boolean perform(TreeTarget target, RestoreStep step) {
        switch (step) {
            case RestoreStep.Enter(TreeEntry directory) -> enter(target, directory);
            case RestoreStep.Write(TreeEntry entry) -> {
                if (skipping == 0) {
                    write(target, entry);
                }
            }
            case RestoreStep.Leave(TreeEntry directory) -> leave(target, directory);
            case RestoreStep.Broken(RuntimeException cause) -> throw cause;
            case RestoreStep.End end -> {
                return false;
            }
        }
        return true;
    }

    private void enter(TreeTarget target, TreeEntry directory) {
        if (skipping > 0) {
            skipping++;
            return;
        }
        if (succeeded(directory, target.enter(directory.name()))) {
            place.addLast(directory.name());
        } else {
            skipping = 1;
        }
    }

    private void leave(TreeTarget target, TreeEntry directory) {
        if (skipping > 0) {
            skipping--;
            return;
        }
        place.removeLast();
        succeeded(directory, target.leave(metadata(directory)));
    }

    private void write(TreeTarget target, TreeEntry entry) {
        try {
            if (succeeded(entry, create(target, entry))) {
                tally.files.increment();
            }
        } catch (HoldfastException e) {
            if (!ofThisFile(e.code())) {
                throw e;
            }
            tally.problem(path(entry), e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** Whether such a failure says nothing about the other files. */
    private static boolean ofThisFile(ErrorCode code) {
        return code == ErrorCode.NOT_ENOUGH_SHARDS
                || code == ErrorCode.AUTHENTICATION_FAILED
                || code == ErrorCode.MALFORMED_INPUT;
    }

    private Restored create(TreeTarget target, TreeEntry entry) {
        List<Bytes> first = entry.links() > 1 ? firstNames.get(inode(entry)) : null;
        Restored restored;
        if (isThere(target.look(entry.name()), entry)) {
            restored = new Restored.Done(List.of());
        } else if (first != null) {
            restored = linkOrMake(target, entry, first);
        } else {
            restored = make(target, entry);
        }
        if (first == null && entry.links() > 1 && restored instanceof Restored.Done) {
            List<Bytes> name = new ArrayList<>(place);
            name.add(entry.name());
            firstNames.put(inode(entry), name);
        }
        return restored;
    }

    /** Where the system refuses a further name for the same file, a copy is better than nothing. */
    private Restored linkOrMake(TreeTarget target, TreeEntry entry, List<Bytes> first) {
        return switch (target.hardLink(entry.name(), first)) {
            case Restored.Done done -> done;
            case Restored.Refused refused when refused.code() == ErrorCode.TARGET_EXISTS -> refused;
            case Restored.Refused refused -> {
                tally.remark(path(entry), "it is a copy, not a hard link: " + refused.why());
                yield make(target, entry);
            }
        };
    }

    private Restored make(TreeTarget target, TreeEntry entry) {
        return switch (entry.kind()) {
            case FILE -> file(target, entry);
            case SYMLINK -> target.symlink(entry.name(), entry.linkTarget(), metadata(entry));
            case FIFO -> target.fifo(entry.name(), metadata(entry));
            case SOCKET -> target.socket(entry.name(), metadata(entry));
            case CHARACTER_DEVICE ->
                target.device(entry.name(), FileKind.CHARACTER_DEVICE, entry.rdev(), metadata(entry));
            case BLOCK_DEVICE -> target.device(entry.name(), FileKind.BLOCK_DEVICE, entry.rdev(), metadata(entry));
            case DIRECTORY -> throw new IllegalStateException("directories are entered, not written");
        };
    }

    private static Inode inode(TreeEntry entry) {
        return new Inode(entry.device(), entry.inode());
    }

    private Restored file(TreeTarget target, TreeEntry entry) {
        return switch (target.file(entry.name(), entry.size())) {
            case Restored.Refused refused -> refused;
            case FileSink sink -> fill(sink, entry);
        };
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

    private Restored fill(FileSink sink, TreeEntry entry) {
        try (sink) {
            ExtentCursor cursor = new ExtentCursor(entry);
            for (Iterator<byte[]> each = ContentReader.chunks(entry.content(), chunks); each.hasNext(); ) {
                byte[] chunk = each.next();
                cursor.write(sink, chunk);
                tally.bytes.add(chunk.length);
            }
            return sink.finish(metadata(entry));
        }
    }

    /** Lays the content, which is the data extents one after the other, out over the file. */
    private static final class ExtentCursor {
        private final Iterator<Extent> extents;
        private long position;
        private long left;

        ExtentCursor(TreeEntry entry) {
            List<Extent> all = entry.extents().isEmpty() && entry.content().length() > 0
                    ? List.of(new Extent(0, entry.content().length()))
                    : entry.extents();
            this.extents = all.iterator();
        }

        void write(FileSink sink, byte[] bytes) {
            for (int done = 0; done < bytes.length; ) {
                if (left == 0) {
                    Extent next = extents.next();
                    position = next.offset();
                    left = next.length();
                }
                int count = (int) Math.min(left, bytes.length - done);
                sink.write(position, bytes, done, count);
                position += count;
                left -= count;
                done += count;
            }
        }
    }

    private EntryMetadata metadata(TreeEntry entry) {
        List<ExtendedAttribute> attributes = entry.xattrs().stream()
                .map(each -> new ExtendedAttribute(each.name(), each.value()))
                .toList();
        return new EntryMetadata(
                entry.mode(), entry.uid(), entry.gid(), entry.mtimeSeconds(), entry.mtimeNanos(), attributes);
    }

    private boolean succeeded(TreeEntry entry, Restored restored) {
        return switch (restored) {
            case Restored.Done done -> {
                done.warnings().forEach(warning -> tally.remark(path(entry), warning.why()));
                yield true;
            }
            case Restored.Refused refused -> {
                tally.problem(path(entry), refused.code(), refused.why());
                yield false;
            }
        };
    }

    private String path(TreeEntry entry) {
        StringBuilder path = new StringBuilder(above);
        place.forEach(name -> path.append('/').append(PathText.shown(name)));
        return path.append('/').append(PathText.shown(entry.name())).toString();
    }
}
