// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.holdfast.model.Bytes;

/**
 * One name in a directory with all that a file system knows of it.
 *
 * @param name one path component: not empty, ".", "..", and without "/" and NUL
 * @param mode the lower twelve bits: permissions, set-user-id, set-group-id, sticky
 * @param uid all 32 bits
 * @param gid all 32 bits
 * @param mtimeSeconds since 1970, negative before
 * @param ctimeSeconds since 1970, negative before
 * @param device of the file system it was found on: with {@code inode} it tells hard links
 * @param links hard links it had
 * @param size of a file in bytes, holes included
 * @param rdev of a device node
 * @param linkTarget of a symbolic link; else empty
 * @param xattrs sorted by name here
 * @param extents of a sparse file that has data, ascending; empty for a dense file, and for one that is all hole
 * @param content a file's data extents one after the other, a directory's object; else empty
 * @param ownerName the name of {@code uid} on that machine, perhaps empty; up to 255 bytes
 * @param groupName the name of {@code gid} on that machine, perhaps empty; up to 255 bytes
 */
public record TreeEntry(
        Bytes name,
        EntryKind kind,
        int mode,
        int uid,
        int gid,
        long mtimeSeconds,
        int mtimeNanos,
        long ctimeSeconds,
        int ctimeNanos,
        long device,
        long inode,
        int links,
        long size,
        long rdev,
        Bytes linkTarget,
        List<Xattr> xattrs,
        List<Extent> extents,
        ContentRef content,
        Bytes ownerName,
        Bytes groupName) {
    /** The longest encoded entry, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    /** The longest name, in bytes. */
    public static final int MAX_NAME = 1023;

    /** The longest target of a symbolic link, in bytes. */
    public static final int MAX_LINK_TARGET = 0xFFFF;

    /** The most extended attributes. */
    public static final int MAX_XATTRS = 4096;

    /** The most extents; a file with more of them closes its smallest holes, which then read as zeros ({@link Extent#limited}). */
    public static final int MAX_EXTENTS = 1 << 16;

    public TreeEntry {
        xattrs = xattrs.stream()
                .sorted(Comparator.comparing(Xattr::name, Names.ORDER))
                .toList();
        extents = List.copyOf(extents);
        Names.check(name);
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("a mode has twelve bits, not " + Integer.toOctalString(mode));
        }
        checkNanos(mtimeNanos);
        checkNanos(ctimeNanos);
        if (links < 0 || size < 0 || ownerName.length() > 255 || groupName.length() > 255) {
            throw new IllegalArgumentException("links and sizes are not negative, names of owners up to 255 bytes");
        }
        if ((kind == EntryKind.SYMLINK) != (linkTarget.length() > 0) || linkTarget.length() > MAX_LINK_TARGET) {
            throw new IllegalArgumentException("a symbolic link, and nothing else, has a target of up to 65535 bytes");
        }
        if (xattrs.size() > MAX_XATTRS
                || new HashSet<>(xattrs.stream().map(Xattr::name).toList()).size() < xattrs.size()) {
            throw new IllegalArgumentException("at most " + MAX_XATTRS + " attributes, each name once");
        }
        checkContent(kind, size, extents, content);
    }

    private static void checkNanos(int nanos) {
        if (nanos < 0 || nanos > 999_999_999) {
            throw new IllegalArgumentException("nanoseconds are below 10^9, not " + nanos);
        }
    }

    private static void checkContent(EntryKind kind, long size, List<Extent> extents, ContentRef content) {
        if (kind != EntryKind.FILE) {
            if (!extents.isEmpty() || (kind != EntryKind.DIRECTORY && content.length() > 0)) {
                throw new IllegalArgumentException("a " + kind + " has no data");
            }
            return;
        }
        long data = 0;
        long end = 0;
        for (Extent extent : extents) {
            if (extent.offset() < end || extent.end() > size) {
                throw new IllegalArgumentException("extents ascend, do not overlap and lie within the size");
            }
            end = extent.end();
            data += extent.length();
        }
        boolean whole =
                extents.isEmpty() ? content.length() == size || content.length() == 0 : content.length() == data;
        if (extents.size() > MAX_EXTENTS || !whole) {
            throw new IllegalArgumentException(content.length() + " bytes of content for a file of " + size + " with "
                    + extents.size() + " extents");
        }
    }
}
