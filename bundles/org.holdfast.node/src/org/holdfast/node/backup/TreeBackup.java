// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.files.DataExtent;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileTree;
import org.holdfast.files.PathText;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/**
 * Scans one source into directory objects. An entry that did not change since the previous snapshot is taken over from
 * it without being read; everything else is read and cut into chunks. What cannot be read is reported and left out.
 * Belongs to the scanning thread.
 */
final class TreeBackup {
    private static final int TRIES = 2;

    private final FileTree files;
    private final Source source;
    private final SegmentPipeline pipeline;
    private final FileStore store;
    private final ChunkSource previousChunks;
    private final Instant previousScan;
    private final RunMeter meter;
    private final Consumer<Trouble> troubles;
    private final Consumer<Supplier<ContentRef>> afterEntry;
    private final Globs excluded;
    private final Bytes ownHome;
    private final Entries entries;
    private final Map<Inode, Linked> hardLinks = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<TreeEntry> root = Optional.empty(); // the source itself in the previous snapshot
    private boolean there;
    private boolean hasContent;
    private boolean closed;
    private boolean unmounted;

    /** The directory that is being read, with its counterpart in the previous snapshot. */
    private record Open(
            Optional<ScannedEntry> entry,
            boolean kept,
            List<ExtendedAttribute> attributes,
            DirectoryWriter writer,
            PreviousDirectory previous) {}

    private record Inode(long device, long inode) {}

    /** What was read of a file that has several names, and which version of the file it was. */
    private record Linked(ScannedEntry version, List<DataExtent> extents, ContentRef content) {}

    TreeBackup(
            FileTree files,
            Source source,
            SegmentPipeline pipeline,
            FileStore store,
            Previous previous,
            Bytes ownHome,
            RunMeter meter,
            Consumer<Trouble> troubles,
            Consumer<Supplier<ContentRef>> afterEntry) {
        this.files = files;
        this.source = source;
        this.pipeline = pipeline;
        this.store = store;
        this.previousChunks = previous.chunks();
        this.previousScan = previous.scanned();
        this.ownHome = ownHome;
        this.meter = meter;
        this.troubles = troubles;
        this.afterEntry = afterEntry;
        this.excluded = new Globs(source.exclude());
        this.entries = new Entries(files.accounts());
    }

    /** Where the previous snapshot's objects come from, and when that scan began. */
    record Previous(ChunkSource chunks, Instant scanned) {}

    /**
     * A source's object. Its chunks are on their way, not yet placed.
     *
     * @param read whether the source itself could be read; if not, the object is empty
     */
    record Scanned(ContentRef object, boolean read) {}

    /** Scans to the end. */
    Scanned run(Optional<ContentRef> previousRoot) {
        PreviousDirectory before = previousRoot
                .map(root -> PreviousDirectory.open(root, previousChunks))
                .orElseGet(PreviousDirectory::none);
        open.push(new Open(Optional.empty(), true, List.of(), directory(), before));
        ScanOptions options = source.oneFileSystem() ? ScanOptions.withinFileSystem() : ScanOptions.everything();
        try (TreeScan scan = files.scan(source.path(), options)) {
            while (scan.hasNext()) {
                on(scan, scan.next());
            }
        }
        boolean read = there && !unmounted && (hasContent || !closed);
        return new Scanned(open.pop().writer().finish(), read);
    }

    private void on(TreeScan scan, ScanEvent event) {
        switch (event) {
            case ScanEvent.Enter(ScannedEntry directory) -> enter(scan, directory);
            case ScanEvent.Found(ScannedEntry entry) -> found(scan, entry);
            case ScanEvent.Leave(ScannedEntry directory) -> leave(directory);
            case Trouble trouble -> {
                closed |= trouble.path().equals(source.path());
                troubles.accept(trouble);
            }
        }
    }

    /** Whether what comes now is the source itself. */
    private boolean isSource() {
        return open.size() == 1;
    }

    private void enter(TreeScan scan, ScannedEntry directory) {
        Optional<TreeEntry> before = open.element().previous().find(directory.name());
        PreviousDirectory previous = before.filter(entry -> entry.content().length() > 0)
                .map(entry -> PreviousDirectory.open(entry.content(), previousChunks))
                .orElseGet(PreviousDirectory::none);
        there = true;
        hasContent |= !isSource();
        if (isSource()) {
            root = before;
        }
        boolean kept = !isExcluded(scan.path());
        open.push(new Open(Optional.of(directory), kept, kept ? scan.attributes() : List.of(), directory(), previous));
        if (!kept) {
            scan.skip();
        }
    }

    private void leave(ScannedEntry directory) {
        Open done = open.pop();
        if (!done.kept()) {
            return;
        }
        ContentRef object = done.writer().finish();
        if (isSource() && !hasContent) {
            judgeEmpty(directory, object);
        }
        open.element().writer().add(entries.make(directory, done.attributes(), List.of(), object));
    }

    /** An empty directory on another device than the full one before is where nothing is mounted now. */
    private void judgeEmpty(ScannedEntry directory, ContentRef empty) {
        unmounted = root.filter(before -> before.device() != directory.device()
                        && !before.content().equals(empty))
                .isPresent();
        if (unmounted) {
            troubles.accept(new Trouble(
                    source.path(),
                    ErrorCode.SOURCE_UNREADABLE,
                    "is empty, and on another disk than what was there before: is it not mounted?"));
        }
    }

    private void found(TreeScan scan, ScannedEntry entry) {
        hasContent |= !isSource();
        if (isExcluded(scan.path())) {
            return;
        }
        Open parent = open.element();
        Optional<TreeEntry> before = parent.previous().find(entry.name());
        Optional<TreeEntry> now = before.filter(known -> Entries.unchanged(known, entry, previousScan))
                .or(() -> read(scan, entry));
        there |= now.isPresent();
        now.ifPresent(found -> {
            parent.writer().add(found);
            meter.files.increment();
            meter.bytes.add(found.content().length());
        });
        afterEntry.accept(this::soFar);
    }

    /** The source's object if it ended here. */
    private ContentRef soFar() {
        Optional<TreeEntry> below = Optional.empty();
        ContentRef object = ContentRef.EMPTY;
        for (Open each : open) { // the deepest first
            ContentRef mine = each.writer().checkpoint(below);
            below = each.entry()
                    .filter(directory -> each.kept())
                    .map(directory -> entries.make(directory, each.attributes(), List.of(), mine));
            object = mine;
        }
        return object;
    }

    private Optional<TreeEntry> read(TreeScan scan, ScannedEntry entry) {
        List<ExtendedAttribute> attributes = scan.attributes();
        return switch (entry.kind()) {
            case FILE -> readFile(scan, entry, attributes);
            case SYMLINK, FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, DIRECTORY ->
                Optional.of(entries.make(entry, attributes, List.of(), ContentRef.EMPTY));
        };
    }

    /** A file that has several names is read under the first of them only. */
    private Optional<TreeEntry> readFile(TreeScan scan, ScannedEntry entry, List<ExtendedAttribute> attributes) {
        Inode inode = new Inode(entry.device(), entry.inode());
        Linked linked = hardLinks.get(inode);
        if (linked != null && linked.version().sameVersion(entry)) {
            return Optional.of(entries.make(entry, attributes, linked.extents(), linked.content()));
        }
        for (int attempt = 1; ; attempt++) {
            Optional<FileContent> opened = scan.open();
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (FileContent content = opened.get()) {
                ContentRef stored = store.store(path(scan), content, data(content));
                Optional<Trouble> trouble = content.check();
                if (trouble.isEmpty() || attempt == TRIES) {
                    trouble.ifPresent(troubles);
                    return keep(content, attributes, stored, trouble);
                }
            }
        }
    }

    /** What could not be read to its end is left out; what changed meanwhile is kept as it was read, and reported. */
    private Optional<TreeEntry> keep(
            FileContent content, List<ExtendedAttribute> attributes, ContentRef stored, Optional<Trouble> trouble) {
        ScannedEntry entry = content.entry();
        if (trouble.isPresent() && !fits(content, stored)) {
            return Optional.empty();
        }
        if (trouble.isEmpty() && entry.links() > 1) {
            hardLinks.put(new Inode(entry.device(), entry.inode()), new Linked(entry, content.extents(), stored));
        }
        return Optional.of(entries.make(entry, attributes, content.extents(), stored));
    }

    private static boolean fits(FileContent content, ContentRef stored) {
        return stored.length() == data(content);
    }

    private static long data(FileContent content) {
        return content.extents().isEmpty()
                ? content.entry().size()
                : content.extents().stream().mapToLong(DataExtent::length).sum();
    }

    private byte[] path(TreeScan scan) {
        return new ByteWriter().bytes(source.path()).u8('/').bytes(scan.path()).toArray();
    }

    private DirectoryWriter directory() {
        return new DirectoryWriter(new ContentWriter(pipeline.chunker(), pipeline.metadata()));
    }

    private boolean isExcluded(Bytes relative) {
        return relative.length() > 0 && (excluded.match(PathText.shown(relative)) || isOwnHome(relative));
    }

    /** The node's own folder changes with every backup of it. */
    private boolean isOwnHome(Bytes relative) {
        byte[] home = ownHome.toArray();
        byte[] root = source.path().toArray();
        byte[] below = relative.toArray();
        int start = root.length == 1 ? 1 : root.length + 1;
        return home.length == start + below.length
                && java.util.Arrays.equals(home, start, home.length, below, 0, below.length)
                && java.util.Arrays.equals(home, 0, root.length, root, 0, root.length);
    }
}
