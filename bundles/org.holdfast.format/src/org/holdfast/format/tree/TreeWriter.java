// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;

/** Writes a directory object entry by entry; holds one entry at a time. Not thread-safe. */
public final class TreeWriter {
    // Layout (docs/format.md, directory object)
    //
    // 0  magic "HFDR"  4
    // 4  version u16   2   1
    // 6  reserved      2   0
    // 8  entries           each: length u32, up to 4 MiB | tree entry; strictly ascending by name
    //    end           12  0 u32 | number of entries u64

    static final String MAGIC = "HFDR";
    static final int VERSION = 1;

    private final OutputStream out;
    private final ByteWriter entry = new ByteWriter(512);
    private Bytes last = Bytes.EMPTY;
    private long count;

    /** Writes the object's beginning. Does not close {@code out}. */
    public TreeWriter(OutputStream out) {
        this.out = out;
        send(new ByteWriter(8).magic(MAGIC).u16(VERSION).zero(2));
    }

    /**
     * Writes the next entry.
     *
     * @throws IllegalArgumentException if its name does not follow the one before, or it is too long to be encoded:
     *     nothing was written then, and others can follow
     */
    public void add(TreeEntry next) {
        if (Names.ORDER.compare(last, next.name()) >= 0) {
            throw new IllegalArgumentException("names of a directory ascend: " + last + " before " + next.name());
        }
        entry.clear();
        TreeCodec.write(next, entry);
        send(new ByteWriter(4).u32(entry.length()));
        send(entry);
        last = next.name();
        count++;
    }

    /** Writes the object's end; nothing can follow. */
    public void finish() {
        send(end(count));
    }

    private static ByteWriter end(long entries) {
        return new ByteWriter(12).u32(0).u64(entries);
    }

    /**
     * What would have to follow for the object to end now; nothing is written.
     *
     * @param last one more entry, whose name comes after all that were written
     */
    public byte[] ending(Optional<TreeEntry> last) {
        ByteWriter tail = new ByteWriter(512);
        last.ifPresent(next -> {
            ByteWriter one = new ByteWriter(512);
            TreeCodec.write(next, one);
            tail.u32(one.length()).bytes(one.toArray());
        });
        return tail.bytes(end(count + (last.isPresent() ? 1 : 0)).toArray()).toArray();
    }

    private void send(ByteWriter bytes) {
        try {
            out.write(bytes.toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
