// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.util.ArrayList;
import java.util.List;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/** {@link TreeEntry} ⇄ bytes. Stateless and thread-safe. */
public final class TreeCodec {

    private TreeCodec() {}

    // Layout (docs/format.md, tree entry)
    //
    //  0  kind u8          1   1 directory, 2 file, 3 symbolic link, 4 FIFO, 5 socket, 6 character, 7 block device
    //  1  reserved         1   0
    //  2  mode u16         2   twelve bits
    //  4  uid u32          4
    //  8  gid u32          4
    // 12  mtime i64        8   s since 1970
    // 20  mtime u32        4   ns
    // 24  ctime i64        8   s since 1970
    // 32  ctime u32        4   ns
    // 36  device u64       8
    // 44  inode u64        8
    // 52  links u32        4
    // 56  size u64         8
    // 64  rdev u64         8
    // 72  name                 length u16 | bytes, 1 to 1023
    //     link target          length u16 | bytes
    //     owner name           length u8 | bytes
    //     group name           length u8 | bytes
    //     attributes           count u16, up to 4096; each: name length u8 | name | value length u32 | value
    //     extents              count u32, up to 65,536; each: offset u64 | length u64
    //     content              level u8 | count u8 | length u64 | count × chunk id 32

    /**
     * The encoded form.
     *
     * @throws IllegalArgumentException if it is longer than {@link TreeEntry#MAX_BYTES}
     */
    public static byte[] encode(TreeEntry entry) {
        ByteWriter out = new ByteWriter(512);
        write(entry, out);
        return out.toArray();
    }

    static void write(TreeEntry entry, ByteWriter out) {
        int start = out.length();
        out.u8(entry.kind().number())
                .u8(0)
                .u16(entry.mode())
                .u32(Integer.toUnsignedLong(entry.uid()))
                .u32(Integer.toUnsignedLong(entry.gid()))
                .i64(entry.mtimeSeconds())
                .u32(entry.mtimeNanos())
                .i64(entry.ctimeSeconds())
                .u32(entry.ctimeNanos())
                .i64(entry.device())
                .i64(entry.inode())
                .u32(entry.links())
                .u64(entry.size())
                .i64(entry.rdev())
                .bytes16(entry.name())
                .bytes16(entry.linkTarget())
                .bytes8(entry.ownerName())
                .bytes8(entry.groupName())
                .u16(entry.xattrs().size());
        entry.xattrs().forEach(xattr -> out.bytes8(xattr.name()).bytes32(xattr.value()));
        out.u32(entry.extents().size());
        entry.extents().forEach(extent -> out.u64(extent.offset()).u64(extent.length()));
        entry.content().write(out);
        if (out.length() - start > TreeEntry.MAX_BYTES) {
            throw new IllegalArgumentException("an entry of " + (out.length() - start) + " bytes is too long");
        }
    }

    /** @throws org.holdfast.model.MalformedInput unless it is exactly one entry */
    public static TreeEntry decode(byte[] encoded) {
        ByteReader r = new ByteReader("tree entry", encoded);
        try {
            TreeEntry entry = read(r);
            r.end();
            return entry;
        } catch (IllegalArgumentException e) {
            throw r.bad(String.valueOf(e.getMessage()));
        }
    }

    private static TreeEntry read(ByteReader r) {
        EntryKind kind = EntryKind.of(r.u8());
        r.zero(1);
        int mode = r.u16();
        int uid = (int) r.u32();
        int gid = (int) r.u32();
        long mtimeSeconds = r.i64();
        int mtimeNanos = r.u32(999_999_999);
        long ctimeSeconds = r.i64();
        int ctimeNanos = r.u32(999_999_999);
        long device = r.i64();
        long inode = r.i64();
        int links = r.u32(Integer.MAX_VALUE);
        long size = r.u64();
        long rdev = r.i64();
        Bytes name = r.bytes16(TreeEntry.MAX_NAME);
        Bytes linkTarget = r.bytes16(TreeEntry.MAX_LINK_TARGET);
        Bytes ownerName = r.bytes8();
        Bytes groupName = r.bytes8();
        return new TreeEntry(
                name,
                kind,
                mode,
                uid,
                gid,
                mtimeSeconds,
                mtimeNanos,
                ctimeSeconds,
                ctimeNanos,
                device,
                inode,
                links,
                size,
                rdev,
                linkTarget,
                readXattrs(r),
                readExtents(r),
                ContentRef.read(r),
                ownerName,
                groupName);
    }

    private static List<Xattr> readXattrs(ByteReader r) {
        int count = r.count16(TreeEntry.MAX_XATTRS, 6);
        List<Xattr> xattrs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Xattr xattr = new Xattr(r.bytes8(), r.bytes32(Xattr.MAX_VALUE));
            if (i > 0 && Names.ORDER.compare(xattrs.get(i - 1).name(), xattr.name()) >= 0) {
                throw r.bad("attributes are not ascending");
            }
            xattrs.add(xattr);
        }
        return xattrs;
    }

    private static List<Extent> readExtents(ByteReader r) {
        int count = r.u32(TreeEntry.MAX_EXTENTS);
        if (count > r.remaining() / 16) {
            throw r.bad(count + " extents do not fit");
        }
        List<Extent> extents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            extents.add(new Extent(r.u64(), r.u64()));
        }
        return extents;
    }
}
