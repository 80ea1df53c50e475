// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.ScanEvent;
import org.holdfast.files.ScanOptions;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeScan;
import org.holdfast.files.Trouble;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * The scan of one tree. A directory goes through three steps: entered (known to its parent, not open), listed (open, at
 * the end of the chain, its names sorted in memory), left. Its entries are described one by one as they are pulled.
 */
final class LinuxScan implements TreeScan {
    private static final int OPEN_DIRECTORY = FileCalls.NON_BLOCKING
            | FileCalls.NO_ACCESS_TIME
            | Abi.PRESENT.directoryFlag()
            | Abi.PRESENT.noFollowFlag();

    /** A directory that was entered and not yet left. */
    private static final class Level {
        final ScannedEntry directory;
        final DirectoryNames names = new DirectoryNames();
        boolean pending = true;
        boolean open;

        Level(ScannedEntry directory) {
            this.directory = directory;
        }
    }

    private final ScratchPool pool;
    private final Scratch scratch;
    private final DirectoryReader reader;
    private final ScanOptions options;
    private final ScanPath path;
    private final List<Level> levels = new ArrayList<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final @Nullable DirectoryChain chain;
    private @Nullable Bytes start;
    private @Nullable ScannedEntry last;
    private long fileSystem;
    private boolean closed;

    LinuxScan(ScratchPool pool, Bytes root, ScanOptions options) {
        this.pool = pool;
        this.scratch = pool.borrow();
        this.reader = new DirectoryReader(scratch);
        this.options = options;
        this.path = new ScanPath(root);
        Optional<RootPath> resolved = RootPath.resolve(scratch, root);
        start = resolved.map(RootPath::name).orElse(null);
        chain = resolved.map(this::base).orElse(null);
        if (resolved.isEmpty()) {
            unreadable("is not the path of anything");
        }
    }

    @Override
    public boolean hasNext() {
        return !troubles.isEmpty() || !levels.isEmpty() || start != null && chain != null;
    }

    @Override
    public ScanEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scan is over");
        }
        if (!troubles.isEmpty()) {
            return troubles.removeFirst();
        }
        if (levels.isEmpty()) {
            return first();
        }
        Level level = levels.getLast();
        if (level.pending) {
            list(level);
        }
        if (!troubles.isEmpty()) {
            return troubles.removeFirst();
        }
        return level.names.hasNext() ? visit(level.names.next()) : leave(level);
    }

    @Override
    public void skip() {
        if (last == null || levels.isEmpty() || levels.getLast().directory != last) {
            throw new IllegalStateException("only a directory that was just entered can be skipped");
        }
        levels.getLast().pending = false;
        levels.getLast().names.drop();
    }

    @Override
    public Optional<byte[]> peek(Bytes name, int limit) {
        if (last == null || levels.isEmpty() || levels.getLast().directory != last) {
            throw new IllegalStateException("only into a directory that was just entered can be looked");
        }
        Level level = levels.getLast();
        if (level.pending) {
            list(level);
        }
        @Nullable DirectoryHandle directory = directory();
        return level.open && directory != null && level.names.has(name)
                ? new Peek(scratch, directory.fd()).read(name, limit, this::peekFailed)
                : Optional.empty();
    }

    private void peekFailed(Bytes name, int errno) {
        report(Troubles.of(path.of(name), "cannot be read", errno));
    }

    @Override
    public Bytes path() {
        return path.belowRoot();
    }

    @Override
    public List<ExtendedAttribute> attributes() {
        ScannedEntry entry = lastEntry();
        if (!levels.isEmpty() && levels.getLast().open && levels.getLast().directory == last) {
            throw new IllegalStateException("attributes of a directory are asked for before what it holds");
        }
        @Nullable DirectoryHandle directory = directory();
        if (directory == null) {
            unreadable("extended attributes cannot be read: its directory was moved away");
            return List.of();
        }
        return new AttributeReader(scratch)
                .read(
                        directory.fd(),
                        entry.name(),
                        errno -> report(Troubles.of(path.full(), "extended attributes cannot be read", errno)));
    }

    @Override
    public Optional<FileContent> open() {
        ScannedEntry entry = lastEntry();
        @Nullable DirectoryHandle directory = directory();
        if (entry.kind() != FileKind.FILE || directory == null) {
            throw new IllegalStateException("only a regular file that was just found can be opened");
        }
        return switch (LinuxContent.open(pool, directory.fd(), entry, path.full())) {
            case LinuxContent.Opening.Opened(FileContent content) -> Optional.of(content);
            case LinuxContent.Opening.Failed(Trouble trouble) -> {
                report(trouble);
                yield Optional.empty();
            }
        };
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            start = null;
            levels.clear();
            troubles.clear();
            if (chain != null) {
                chain.close();
            }
            pool.giveBack(scratch);
        }
    }

    private @Nullable DirectoryChain base(RootPath root) {
        int flags = FileCalls.PATH_ONLY | Abi.PRESENT.directoryFlag();
        MemorySegment directory = scratch.name.set(root.directory());
        int fd = FileCalls.openat(scratch.captured, NameCalls.WORKING_DIRECTORY, directory, flags, 0);
        if (fd < 0) {
            unreadable("cannot be reached: " + Errno.text(-fd));
            return null;
        }
        return new DirectoryChain(scratch, DirectoryChain.identify(scratch, fd));
    }

    private ScanEvent first() {
        Bytes name = Objects.requireNonNull(start);
        start = null;
        path.atRoot();
        ScanEvent event = describe(name);
        fileSystem = last == null ? 0 : last.device();
        return event;
    }

    private ScanEvent visit(Bytes name) {
        path.at(name);
        return describe(name);
    }

    private ScanEvent describe(Bytes name) {
        last = null;
        DirectoryHandle directory = Objects.requireNonNull(directory());
        MemorySegment nativeName = scratch.name.set(name);
        int result = scratch.stat(directory.fd(), nativeName);
        if (result == -Errno.ENOENT && levels.isEmpty()) {
            return new Trouble(path.full(), ErrorCode.SOURCE_UNREADABLE, "does not exist");
        }
        if (result < 0) {
            return Troubles.of(path.full(), "cannot be described", -result);
        }
        @Nullable FileKind kind = scratch.stat.kind();
        if (kind == null) {
            return new Trouble(path.full(), ErrorCode.SOURCE_UNREADABLE, "is of a kind that Holdfast does not know");
        }
        if (kind == FileKind.SYMLINK) {
            Optional<byte[]> target = RootPath.readLink(scratch, directory.fd(), nativeName);
            return target.isEmpty()
                    ? Troubles.changed(path.full(), "was replaced while it was being read")
                    : found(scratch.stat.entry(name, kind, Bytes.of(target.get())));
        }
        ScannedEntry entry = scratch.stat.entry(name, kind, Bytes.EMPTY);
        return kind == FileKind.DIRECTORY ? enter(entry) : found(entry);
    }

    private ScanEvent found(ScannedEntry entry) {
        last = entry;
        return new ScanEvent.Found(entry);
    }

    private ScanEvent enter(ScannedEntry directory) {
        last = directory;
        Level level = new Level(directory);
        level.pending = levels.isEmpty() || !options.oneFileSystem() || directory.device() == fileSystem;
        levels.add(level);
        path.enter();
        return new ScanEvent.Enter(directory);
    }

    private ScanEvent leave(Level level) {
        levels.removeLast();
        path.leave();
        last = level.directory;
        if (level.open && chain != null && !chain.pop() && !levels.isEmpty()) {
            levels.getLast().names.drop();
            report(Troubles.changed(
                    path.parent(), "was moved while it was being read; some of its entries were not read"));
        }
        return new ScanEvent.Leave(level.directory);
    }

    private void list(Level level) {
        level.pending = false;
        DirectoryHandle parent = Objects.requireNonNull(directory());
        if (levels.size() - 1 > options.maximumDepth()) {
            unreadable("lies more than " + options.maximumDepth() + " directories deep; what it holds was not read");
            return;
        }
        int fd = LinuxContent.openQuietly(scratch, parent.fd(), level.directory.name(), OPEN_DIRECTORY);
        if (fd < 0) {
            report(Troubles.of(path.full(), "cannot be opened", -fd));
            return;
        }
        DirectoryHandle handle = DirectoryChain.identify(scratch, fd);
        if (handle.inode() != level.directory.inode() || handle.device() != level.directory.device()) {
            handle.release(scratch);
            report(Troubles.changed(path.full(), "was replaced while it was being read"));
            return;
        }
        Objects.requireNonNull(chain).push(level.directory.name(), handle);
        level.open = true;
        int result = reader.list(fd, level.names);
        if (result < 0) {
            report(Troubles.of(path.full(), "cannot be listed to its end", -result));
        }
    }

    private ScannedEntry lastEntry() {
        if (last == null) {
            throw new IllegalStateException("the last event was no entry");
        }
        return last;
    }

    /** The open directory that holds the entry of the last event; null if it was moved away. */
    private @Nullable DirectoryHandle directory() {
        return chain == null ? null : chain.current();
    }

    private void unreadable(String why) {
        report(new Trouble(path.full(), ErrorCode.SOURCE_UNREADABLE, why));
    }

    private void report(Trouble trouble) {
        troubles.add(trouble);
    }
}
