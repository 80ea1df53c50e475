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
import org.holdfast.core.selection.Decision;
import org.holdfast.core.selection.Selection;
import org.holdfast.files.DataExtent;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileTree;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.node.selection.KnownLeftOut;
import org.holdfast.node.selection.LeftOutList;
import org.holdfast.node.selection.OwnFolder;
import org.holdfast.node.selection.PackageFiles;
import org.holdfast.node.selection.SelectedScan;
import org.holdfast.node.selection.VendorCheck;
import org.holdfast.node.view.SourceView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scans one source into directory objects, as far as its rules choose. An entry that did not change since the previous
 * snapshot is taken over from it without being read; everything else is read and cut into chunks. What cannot be read is
 * reported and left out. Belongs to the scanning thread.
 */
final class TreeBackup {
    private static final Logger LOG = LoggerFactory.getLogger(TreeBackup.class);
    private static final int TRIES = 2;

    private final FileTree files;
    private final Source source;
    private final SegmentPipeline pipeline;
    private final FileStore store;
    private final ChunkSource previousChunks;
    private final Instant previousScan;
    private final RunMeter meter;
    private final Consumer<Trouble> troubles;
    private final Runnable pause;
    private final Consumer<Supplier<ContentRef>> afterEntry;
    private final Place place;
    private final Entries entries;
    private final LeftOutList leftOut;
    private final Map<Inode, Linked> hardLinks = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private Optional<TreeEntry> root = Optional.empty(); // the source itself in the previous snapshot
    private ViewedEntries seen;
    private boolean there;
    private boolean hasContent;
    private boolean closed;
    private boolean unmounted;

    /** The directory that is being read, with its counterpart in the previous snapshot. */
    private record Open(
            Optional<ScannedEntry> entry,
            boolean onlyPassed,
            List<ExtendedAttribute> attributes,
            DirectoryWriter writer,
            PreviousDirectory previous) {}

    private record Inode(long device, long inode) {}

    /** What was read of a file that has several names, and which version of the file it was. */
    private record Linked(ScannedEntry version, List<DataExtent> extents, ContentRef content) {}

    TreeBackup(
            FileTree files, Source source, Stores stores, Previous previous, Place place, RunMeter meter, Hears hears) {
        this.files = files;
        this.source = source;
        this.pipeline = stores.pipeline();
        this.store = stores.files();
        this.previousChunks = previous.chunks();
        this.previousScan = previous.scanned();
        this.place = place;
        this.meter = meter;
        this.troubles = hears.troubles();
        this.pause = hears.pause();
        this.afterEntry = hears.afterEntry();
        this.entries = new Entries(files.accounts());
        this.leftOut = new LeftOutList(new ContentWriter(pipeline.chunker(), pipeline.metadata()));
        this.seen = ViewedEntries.live(source.path());
    }

    /**
     * Where the previous snapshot's objects come from, and when the scan began that made them; {@link Instant#MIN} if that
     * is not known, or not believed.
     */
    record Previous(ChunkSource chunks, Instant scanned) {}

    /** Where directories and files go. */
    record Stores(SegmentPipeline pipeline, FileStore files) {}

    /**
     * What it tells while it goes on.
     *
     * @param pause called again and again; may wait
     * @param afterEntry after each entry that is no directory, with what makes the source's object if it ended here
     */
    record Hears(Consumer<Trouble> troubles, Runnable pause, Consumer<Supplier<ContentRef>> afterEntry) {}

    /**
     * What is around the source.
     *
     * @param now what ages of files are counted from
     * @param packages if there is a database of packages
     */
    record Place(OwnFolder own, Optional<PackageFiles> packages, Instant now) {}

    /**
     * A source's object. Its chunks are on their way, not yet placed.
     *
     * @param read whether the source itself could be read; if not, the object is empty
     */
    record Scanned(ContentRef object, boolean read) {}

    /** What stands for a source that was never read: an object without entries. */
    Scanned unread() {
        return new Scanned(directory().finish(), false);
    }

    /** Scans to the end. */
    Scanned run(Optional<ContentRef> previousRoot, SourceView view) {
        PreviousDirectory before = previousRoot
                .map(root -> PreviousDirectory.open(root, previousChunks))
                .orElseGet(PreviousDirectory::none);
        open.push(new Open(Optional.empty(), false, List.of(), directory(), before));
        seen = ViewedEntries.of(files, source.path(), view);
        boolean within = source.rules().oneFileSystem();
        ScanOptions options = within ? ScanOptions.withinFileSystem() : ScanOptions.everything();
        try (TreeScan scan = files.scan(view.path(), options)) {
            SelectedScan selected = selected(scan, previousRoot);
            while (selected.hasNext()) {
                pause.run();
                on(scan, selected.next());
            }
            LOG.info("Left out of a source by its rules: {}", selected.leftOut());
        }
        boolean read = there && !unmounted && (hasContent || !closed);
        DirectoryWriter object = open.pop().writer();
        leftOut.finish().ifPresent(object::add);
        return new Scanned(object.finish(), read);
    }

    private SelectedScan selected(TreeScan scan, Optional<ContentRef> previousRoot) {
        Selection selection = new Selection(source.rules(), place.now());
        Optional<VendorCheck> vendor = place.packages()
                .filter(packages -> selection.leavesVendorFiles())
                .map(packages -> new VendorCheck(
                        packages,
                        previousRoot
                                .map(object -> KnownLeftOut.of(object, previousChunks))
                                .orElseGet(KnownLeftOut::nothing),
                        previousScan,
                        leftOut::add));
        return new SelectedScan(
                scan,
                selection,
                new SelectedScan.Surroundings(source.path(), place.own(), vendor, SelectedScan.EVERYTHING));
    }

    private void on(TreeScan scan, SelectedScan.Step step) {
        switch (step) {
            case SelectedScan.Step.Enter(ScannedEntry folder, List<ExtendedAttribute> attributes, Decision decision) ->
                enter(seen.as(folder, isSource()), attributes, decision);
            case SelectedScan.Step.Take(ScannedEntry entry, Decision decision) ->
                found(scan, seen.as(entry, isSource()));
            case SelectedScan.Step.LeaveOut(ScannedEntry entry, Decision decision) -> hasContent = true;
            case SelectedScan.Step.Leave(ScannedEntry folder) -> leave(seen.as(folder, open.size() == 2));
            case SelectedScan.Step.Fail(Trouble trouble) -> {
                Trouble shown = seen.as(trouble);
                closed |= shown.path().equals(source.path());
                troubles.accept(shown);
            }
        }
    }

    /** Whether what comes now is the source itself. */
    private boolean isSource() {
        return open.size() == 1;
    }

    private void enter(ScannedEntry directory, List<ExtendedAttribute> attributes, Decision decision) {
        Optional<TreeEntry> before = open.element().previous().find(directory.name());
        PreviousDirectory previous = before.filter(entry -> entry.content().length() > 0)
                .map(entry -> PreviousDirectory.open(entry.content(), previousChunks))
                .orElseGet(PreviousDirectory::none);
        there = true;
        hasContent |= !isSource();
        if (isSource()) {
            root = before;
        }
        boolean onlyPassed = decision instanceof Decision.Passed;
        open.push(new Open(Optional.of(directory), onlyPassed, attributes, directory(), previous));
    }

    private void leave(ScannedEntry directory) {
        Open done = open.pop();
        if (done.onlyPassed() && done.writer().isEmpty()) {
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
            boolean nothing = each.onlyPassed() && each.writer().isEmpty() && below.isEmpty();
            below = each.entry()
                    .filter(directory -> !nothing)
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
                    trouble.map(seen::as).ifPresent(troubles);
                    return keep(content, attributes, stored, trouble);
                }
            }
        }
    }

    /** What could not be read to its end is left out; what changed meanwhile is kept as it was read, and reported. */
    private Optional<TreeEntry> keep(
            FileContent content, List<ExtendedAttribute> attributes, ContentRef stored, Optional<Trouble> trouble) {
        ScannedEntry entry = seen.as(content.entry(), isSource());
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
}
