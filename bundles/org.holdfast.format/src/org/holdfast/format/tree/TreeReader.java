// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.tree;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.holdfast.format.ByteReader;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory object entry by entry; holds one entry at a time. An object that ends early, is not sorted or goes
 * on after its end is refused where that shows: with {@link MalformedInput} from {@link #hasNext}. Not thread-safe.
 */
public final class TreeReader implements Iterator<TreeEntry> {
    private static final String WHAT = "directory object";
    private final InputStream in;
    private Bytes last = Bytes.EMPTY;
    private long offset;
    private long count;
    private boolean ended;
    private @Nullable TreeEntry next;

    /**
     * Reads the object's beginning. Does not close {@code in}; its {@link IOException}s come out unchecked.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT or NEWER_VERSION
     */
    public TreeReader(InputStream in) {
        this.in = in;
        ByteReader r = new ByteReader(WHAT, take(8));
        r.magic(TreeWriter.MAGIC);
        r.version(TreeWriter.VERSION);
        r.zero(2);
    }

    @Override
    public boolean hasNext() {
        if (next == null && !ended) {
            advance();
        }
        return next != null;
    }

    @Override
    public TreeEntry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        TreeEntry entry = next;
        next = null;
        return entry;
    }

    private void advance() {
        int length = new ByteReader(WHAT, take(4)).u32(TreeEntry.MAX_BYTES);
        if (length == 0) {
            end();
            return;
        }
        TreeEntry entry = TreeCodec.decode(take(length));
        if (Names.ORDER.compare(last, entry.name()) >= 0) {
            throw new MalformedInput(WHAT, offset, "names are not ascending");
        }
        last = entry.name();
        next = entry;
        count++;
    }

    private void end() {
        ended = true;
        if (new ByteReader(WHAT, take(8)).u64() != count || read(1).length > 0) {
            throw new MalformedInput(WHAT, offset, "it does not end after its " + count + " entries");
        }
    }

    private byte[] take(int length) {
        byte[] bytes = read(length);
        if (bytes.length < length) {
            throw new MalformedInput(WHAT, offset, "it ends " + (length - bytes.length) + " bytes too early");
        }
        return bytes;
    }

    /** Allocates as the bytes come, not as a length claims. */
    private byte[] read(int length) {
        try {
            byte[] bytes = in.readNBytes(length);
            offset += bytes.length;
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
