// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.internal.linux;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The directories from a base down to a cursor, of which at most {@link #MAXIMUM_OPEN} are open: the base and the lowest
 * ones. So neither depth nor the length of paths has a limit (a path never goes to the system as a whole).
 *
 * <p>A closed parent is opened again through ".." of its child, or by walking down from the base by names, and used only
 * if device and inode are those from before: someone who moves directories about meanwhile cannot lead the cursor
 * elsewhere. No step follows a symbolic link. Used by one thread at a time.
 */
final class DirectoryChain {
    static final int MAXIMUM_OPEN = 64;
    private static final Bytes PARENT = Bytes.of(new byte[] {'.', '.'});

    /** A directory of the chain; the handle is null while it is closed, and after it could not be found again. */
    private static final class Link {
        final Bytes name;
        final long device;
        final long inode;

        @Nullable
        DirectoryHandle handle;

        Link(Bytes name, DirectoryHandle handle) {
            this.name = name;
            this.device = handle.device();
            this.inode = handle.inode();
            this.handle = handle;
        }
    }

    private final Scratch scratch;
    private final List<Link> links = new ArrayList<>();
    /** Index of the uppermost link, after the base, that is open; those between it and the base are closed. */
    private int firstOpen = 1;

    DirectoryChain(Scratch scratch, DirectoryHandle base) {
        this.scratch = scratch;
        links.add(new Link(Bytes.EMPTY, base));
    }

    /** The cursor's directory; null if {@link #pop} could not find it again. */
    @Nullable
    DirectoryHandle current() {
        return links.getLast().handle;
    }

    /** How far the cursor is below the base. */
    int depth() {
        return links.size() - 1;
    }

    /** Goes down into a directory that was opened by the cursor's; takes over the handle. */
    void push(Bytes name, DirectoryHandle handle) {
        links.add(new Link(name, handle));
        if (links.size() - firstOpen >= MAXIMUM_OPEN) {
            closeLink(links.get(firstOpen++));
        }
    }

    /** Goes up, or answers false if the parent is no longer where it was; the cursor then stands in no directory. */
    boolean pop() {
        Link left = links.removeLast();
        int parent = links.size() - 1;
        Link up = links.get(parent);
        if (up.handle == null) {
            up.handle = reopen(left, up, parent);
        }
        firstOpen = Math.min(firstOpen, Math.max(1, parent));
        closeLink(left);
        return up.handle != null;
    }

    /**
     * Opens the directory that lies {@code path} below the base, however deep.
     *
     * @return a handle that the caller releases; null if there is no such directory
     */
    @Nullable
    DirectoryHandle open(List<Bytes> path) {
        int shared = 0;
        int from = 0;
        while (shared < path.size()
                && shared < depth()
                && links.get(shared + 1).name.equals(path.get(shared))) {
            shared++;
            from = links.get(shared).handle != null ? shared : from;
        }
        return walk(from, path.subList(from, path.size()));
    }

    void close() {
        links.forEach(this::closeLink);
    }

    /** Opens a directory only as a place, which needs no permission to read it. */
    static int openPlace(Scratch scratch, int directory, Bytes name) {
        int flags = FileCalls.PATH_ONLY | Abi.PRESENT.directoryFlag() | Abi.PRESENT.noFollowFlag();
        return FileCalls.openat(scratch.captured, directory, scratch.name.set(name), flags, 0);
    }

    /** Takes over {@code fd}. A directory that cannot be described gets an identity that none has. */
    static DirectoryHandle identify(Scratch scratch, int fd) {
        boolean known = scratch.stat(fd) == 0;
        return new DirectoryHandle(fd, known ? scratch.stat.device() : -1, known ? scratch.stat.inode() : -1);
    }

    private @Nullable DirectoryHandle reopen(Link child, Link parent, int index) {
        if (child.handle != null) {
            int fd = openPlace(scratch, child.handle.fd(), PARENT);
            @Nullable DirectoryHandle found = fd < 0 ? null : verified(identify(scratch, fd), parent);
            if (found != null) {
                return found;
            }
        }
        List<Bytes> names =
                links.subList(1, index + 1).stream().map(link -> link.name).toList();
        @Nullable DirectoryHandle found = walk(0, names);
        return found == null ? null : verified(found, parent);
    }

    private @Nullable DirectoryHandle verified(DirectoryHandle found, Link wanted) {
        if (found.device() == wanted.device && found.inode() == wanted.inode) {
            return found;
        }
        found.release(scratch);
        return null;
    }

    private @Nullable DirectoryHandle walk(int from, List<Bytes> names) {
        @Nullable DirectoryHandle at = links.get(from).handle;
        if (at == null) {
            return null;
        }
        at.acquire();
        for (Bytes name : names) {
            int fd = openPlace(scratch, at.fd(), name);
            at.release(scratch);
            if (fd < 0) {
                return null;
            }
            at = identify(scratch, fd);
        }
        return at;
    }

    private void closeLink(Link link) {
        if (link.handle != null) {
            link.handle.release(scratch);
            link.handle = null;
        }
    }
}
