// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import org.holdfast.model.Bytes;

/**
 * One entry as the system describes it.
 *
 * @param name its last path component, in the system's bytes
 * @param mode permission bits with set-user-id, set-group-id and sticky (07777)
 * @param uid owner as an unsigned number, 0 where the system has none; likewise {@code gid}
 * @param mtimeSeconds last change of the content, seconds since 1970 (may be negative), with {@code mtimeNanos} in 0…999,999,999
 * @param ctimeSeconds last change of content or metadata, as the system counted it; cannot be restored
 * @param device identity of the file system; entries with equal device and inode are hard links of one another
 * @param links how many names the entry has, in and outside the tree
 * @param size in bytes; 0 unless a regular file
 * @param rdev for a device node what it stands for, as Linux encodes it (makedev); else 0
 * @param linkTarget of a symbolic link; else empty
 */
public record ScannedEntry(
        Bytes name,
        FileKind kind,
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
        Bytes linkTarget) {

    /** Whether both describe the same object of the file system. */
    public boolean sameObject(ScannedEntry other) {
        return device == other.device && inode == other.inode && kind == other.kind;
    }

    /**
     * Whether nothing was written between the two descriptions, as far as the system tells: size, mtime and ctime are
     * equal. Two changes within one tick of the file system's clock (up to 4 ms on Linux before 6.13) look like one.
     */
    public boolean sameVersion(ScannedEntry other) {
        return sameObject(other)
                && size == other.size
                && mtimeSeconds == other.mtimeSeconds
                && mtimeNanos == other.mtimeNanos
                && ctimeSeconds == other.ctimeSeconds
                && ctimeNanos == other.ctimeNanos;
    }
}
