// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileContent;
import org.holdfast.files.FileKind;
import org.holdfast.files.FileStart;
import org.holdfast.files.PathText;
import org.holdfast.files.RestoreOptions;
import org.holdfast.files.Restored;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeTarget;
import org.holdfast.files.Warning;
import org.holdfast.files.internal.ComponentName;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/** Writes one tree through open directories. */
final class LinuxTarget implements TreeTarget {
    private static final int PRIVATE_DIRECTORY = 0700;
    private static final int FIFO_TYPE = 0010000;
    private static final int SOCKET_TYPE = 0140000;
    private static final int CHARACTER_TYPE = 0020000;
    private static final int BLOCK_TYPE = 0060000;
    private static final int PRIVATE = 0600;

    private final ScratchPool pool;
    private final Scratch scratch;
    private final RestoreOptions options;
    private final MetadataWriter writer;
    private final EntryMaker maker;
    private final DirectoryChain chain;
    private boolean finished;
    private boolean closed;

    LinuxTarget(ScratchPool pool, Bytes root, RestoreOptions options) {
        this.pool = pool;
        this.scratch = pool.borrow();
        this.options = options;
        this.writer = new MetadataWriter(scratch, options);
        this.maker = new EntryMaker(scratch, options, writer);
        this.chain = new DirectoryChain(scratch, TargetRoot.open(scratch, root));
    }

    @Override
    public Restored enter(Bytes name) {
        Optional<Restored.Refused> refused = ComponentName.refuse(name);
        if (refused.isPresent()) {
            return refused.get();
        }
        int parent = directory().fd();
        int made = NameCalls.mkdirat(scratch.captured, parent, scratch.name.set(name), PRIVATE_DIRECTORY);
        int fd = made < 0 && made != -Errno.EEXIST ? made : DirectoryChain.openPlace(scratch, parent, name);
        if (isNoDirectory(fd) && options.overwrite()) {
            NameCalls.unlinkat(scratch.captured, parent, scratch.name.set(name), 0);
            made = NameCalls.mkdirat(scratch.captured, parent, scratch.name.set(name), PRIVATE_DIRECTORY);
            fd = made < 0 ? made : DirectoryChain.openPlace(scratch, parent, name);
        }
        if (fd < 0) {
            return isNoDirectory(fd)
                    ? WriteErrors.exists(name, "it is no directory")
                    : WriteErrors.refused(name, "cannot be made", -fd);
        }
        DirectoryHandle handle = DirectoryChain.identify(scratch, fd);
        makeUsable(handle);
        chain.push(name, handle);
        return new Restored.Done(List.of());
    }

    @Override
    public Restored leave(EntryMetadata metadata) {
        DirectoryHandle left = directory();
        if (left.users() > 1) {
            throw new IllegalStateException("a file of this directory is still being written");
        }
        List<Warning> warnings = writer.apply(left.fd(), FileKind.DIRECTORY, metadata);
        if (chain.depth() == 0) {
            finished = true;
        } else if (!chain.pop()) {
            throw moved();
        }
        return new Restored.Done(warnings);
    }

    @Override
    public FileStart file(Bytes name, long size) {
        if (size < 0) {
            throw new IllegalArgumentException("a file cannot have " + size + " bytes");
        }
        DirectoryHandle directory = directory();
        Optional<Restored.Refused> refused = ComponentName.refuse(name).or(() -> obstacle(directory, name));
        return refused.isPresent() ? refused.get() : LinuxSink.open(pool, directory, name, size, options);
    }

    @Override
    public Restored symlink(Bytes name, Bytes linkTarget, EntryMetadata metadata) {
        int length = linkTarget.length();
        if (length == 0 || length > NativeName.LONGEST || AttributeWriter.hasNul(linkTarget)) {
            return new Restored.Refused(
                    ErrorCode.MALFORMED_INPUT, PathText.shown(name) + " points at no path that Linux could hold");
        }
        return maker.make(
                directory(),
                name,
                FileKind.SYMLINK,
                metadata,
                temporary -> NameCalls.symlinkat(
                        scratch.captured,
                        scratch.otherName.set(linkTarget),
                        directory().fd(),
                        temporary));
    }

    @Override
    public Restored fifo(Bytes name, EntryMetadata metadata) {
        return node(name, FileKind.FIFO, FIFO_TYPE, 0, metadata);
    }

    @Override
    public Restored socket(Bytes name, EntryMetadata metadata) {
        return node(name, FileKind.SOCKET, SOCKET_TYPE, 0, metadata);
    }

    @Override
    public Restored device(Bytes name, FileKind kind, long rdev, EntryMetadata metadata) {
        int type = switch (kind) {
            case CHARACTER_DEVICE -> CHARACTER_TYPE;
            case BLOCK_DEVICE -> BLOCK_TYPE;
            case DIRECTORY, FILE, SYMLINK, FIFO, SOCKET ->
                throw new IllegalArgumentException("no kind of device: " + kind);
        };
        Optional<Restored.Refused> refused = ComponentName.refuse(name).or(() -> obstacle(directory(), name));
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!writer.privileged()) {
            return new Restored.Refused(
                    ErrorCode.RESTORE_INCOMPLETE,
                    PathText.shown(name) + " is a device node, which only root restores, when asked for");
        }
        return node(name, kind, type, rdev, metadata);
    }

    @Override
    public Restored hardLink(Bytes name, List<Bytes> earlier) {
        if (earlier.isEmpty()) {
            throw new IllegalArgumentException("the root cannot have another name");
        }
        List<Bytes> names = new ArrayList<>(earlier);
        names.add(name);
        for (Bytes each : names) {
            Optional<Restored.Refused> refused = ComponentName.refuse(each);
            if (refused.isPresent()) {
                return refused.get();
            }
        }
        @Nullable DirectoryHandle holder = chain.open(earlier.subList(0, earlier.size() - 1));
        if (holder == null) {
            return WriteErrors.refused(name, "cannot be linked", Errno.ENOENT);
        }
        try {
            return maker.link(directory(), name, holder, earlier.getLast());
        } finally {
            holder.release(scratch);
        }
    }

    @Override
    public Optional<ScannedEntry> look(Bytes name) {
        int directory = directory().fd();
        if (ComponentName.refuse(name).isPresent() || scratch.stat(directory, scratch.name.set(name)) < 0) {
            return Optional.empty();
        }
        @Nullable FileKind kind = scratch.stat.kind();
        if (kind == null) {
            return Optional.empty();
        }
        Bytes linkTarget = kind == FileKind.SYMLINK
                ? RootPath.readLink(scratch, directory, scratch.name.set(name))
                        .map(Bytes::of)
                        .orElse(Bytes.EMPTY)
                : Bytes.EMPTY;
        return Optional.of(scratch.stat.entry(name, kind, linkTarget));
    }

    @Override
    public Optional<FileContent> read(Bytes name) {
        return look(name).filter(found -> found.kind() == FileKind.FILE).flatMap(found -> switch (LinuxContent.open(
                pool, directory().fd(), found, name)) {
            case LinuxContent.Opening.Opened(FileContent content) -> Optional.of(content);
            case LinuxContent.Opening.Failed failed -> Optional.empty();
        });
    }

    @Override
    public void sync() {
        TargetRoot.sync(scratch, Objects.requireNonNull(chain.current()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            chain.close();
            pool.giveBack(scratch);
        }
    }

    private Optional<Restored.Refused> obstacle(DirectoryHandle directory, Bytes name) {
        return new Placement(scratch, directory, name, options.overwrite()).obstacle();
    }

    private Restored node(Bytes name, FileKind kind, int type, long rdev, EntryMetadata metadata) {
        return maker.make(
                directory(),
                name,
                kind,
                metadata,
                temporary -> NameCalls.mknodat(
                        scratch.captured, directory().fd(), temporary, type | PRIVATE, rdev & 0xffff_ffffL));
    }

    /** A directory of our own that a former run has left as the backup had it may forbid us to work in it. */
    private void makeUsable(DirectoryHandle handle) {
        int mode = scratch.stat.mode();
        int user = MetadataCalls.effectiveUser(scratch.captured);
        if ((mode & PRIVATE_DIRECTORY) != PRIVATE_DIRECTORY && user != 0 && scratch.stat.uid() == user) {
            MetadataCalls.chmod(scratch.captured, scratch.name.descriptor(handle.fd()), mode | PRIVATE_DIRECTORY);
        }
    }

    private DirectoryHandle directory() {
        if (finished) {
            throw new IllegalStateException("the root has been left");
        }
        @Nullable DirectoryHandle current = chain.current();
        if (current == null) {
            throw moved();
        }
        return current;
    }

    private static boolean isNoDirectory(int fd) {
        return fd == -Errno.ENOTDIR || fd == -Errno.ELOOP;
    }

    private static HoldfastException moved() {
        return new HoldfastException(
                ErrorCode.RESTORE_INCOMPLETE,
                "target",
                "a directory above the one being restored was moved away by another program; start the restore again");
    }
}
