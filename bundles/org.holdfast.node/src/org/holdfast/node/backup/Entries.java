// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.files.AccountNames;
import org.holdfast.files.DataExtent;
import org.holdfast.files.ExtendedAttribute;
import org.holdfast.files.FileKind;
import org.holdfast.files.ScannedEntry;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Extent;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.Xattr;
import org.holdfast.model.Bytes;

/** Turns what the file system says into tree entries, and says whether an entry is still the one of the last snapshot. */
final class Entries {
    /** A change within a file system's clock tick of the last scan may have been missed by it. */
    private static final long TICK_SECONDS = 2;

    private final AccountNames accounts;
    private final Map<Integer, Bytes> users = new HashMap<>();
    private final Map<Integer, Bytes> groups = new HashMap<>();

    Entries(AccountNames accounts) {
        this.accounts = accounts;
    }

    TreeEntry make(
            ScannedEntry found, List<ExtendedAttribute> attributes, List<DataExtent> extents, ContentRef content) {
        return new TreeEntry(
                found.name(),
                kind(found.kind()),
                found.mode(),
                found.uid(),
                found.gid(),
                found.mtimeSeconds(),
                found.mtimeNanos(),
                found.ctimeSeconds(),
                found.ctimeNanos(),
                found.device(),
                found.inode(),
                found.links(),
                found.size(),
                found.rdev(),
                found.linkTarget(),
                attributes.stream()
                        .map(each -> new Xattr(each.name(), each.value()))
                        .toList(),
                extents.stream()
                        .filter(each -> each.length() > 0)
                        .map(each -> new Extent(each.offset(), each.length()))
                        .toList(),
                content,
                name(users, found.uid(), accounts::user),
                name(groups, found.gid(), accounts::group));
    }

    private static Bytes name(Map<Integer, Bytes> known, int id, Function<Integer, Optional<Bytes>> look) {
        return known.computeIfAbsent(
                id, key -> look.apply(key).filter(name -> name.length() <= 255).orElse(Bytes.EMPTY));
    }

    /**
     * Whether nothing about the entry changed since it was scanned: same object, size and times, and last changed
     * before that scan began by more than a tick.
     */
    static boolean unchanged(TreeEntry before, ScannedEntry now, Instant scanned) {
        return before.kind() == kind(now.kind())
                && before.device() == now.device()
                && before.inode() == now.inode()
                && before.size() == now.size()
                && before.mtimeSeconds() == now.mtimeSeconds()
                && before.mtimeNanos() == now.mtimeNanos()
                && before.ctimeSeconds() == now.ctimeSeconds()
                && before.ctimeNanos() == now.ctimeNanos()
                && now.ctimeSeconds() < scanned.getEpochSecond() - TICK_SECONDS;
    }

    static EntryKind kind(FileKind kind) {
        return switch (kind) {
            case DIRECTORY -> EntryKind.DIRECTORY;
            case FILE -> EntryKind.FILE;
            case SYMLINK -> EntryKind.SYMLINK;
            case FIFO -> EntryKind.FIFO;
            case SOCKET -> EntryKind.SOCKET;
            case CHARACTER_DEVICE -> EntryKind.CHARACTER_DEVICE;
            case BLOCK_DEVICE -> EntryKind.BLOCK_DEVICE;
        };
    }
}
