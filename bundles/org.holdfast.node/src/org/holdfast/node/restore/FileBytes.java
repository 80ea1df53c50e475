// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.List;
import java.util.Optional;
import org.holdfast.files.EntryMetadata;
import org.holdfast.files.FileSink;
import org.holdfast.files.Restored;
import org.holdfast.format.tree.TreeEntry;

/** Hands out the content of files instead of writing it, checked as in every restore. One thread's. */
public final class FileBytes {
    private final ContentFill fill;

    /** Takes some bytes of a file; ranges that never come are holes. */
    @FunctionalInterface
    public interface Take {
        void bytes(long position, byte[] from, int offset, int length);
    }

    public FileBytes(ChunkReader chunks, RestoreTally tally) {
        this.fill = new ContentFill(chunks, tally);
    }

    /** @throws org.holdfast.model.HoldfastException what makes the file unreadable */
    public void read(TreeEntry file, Take take) {
        fill.fill(new Handing(take), file, Optional.empty());
    }

    /**
     * The bytes of a file below a position; chunks beyond it are not fetched.
     *
     * @throws org.holdfast.model.HoldfastException what makes the file unreadable
     */
    public void read(TreeEntry file, long most, Take take) {
        fill.begin(
                new Handing((position, from, offset, length) ->
                        take.bytes(position, from, offset, (int) Math.min(length, most - position))),
                file,
                most);
    }

    private record Handing(Take take) implements FileSink {
        @Override
        public void write(long position, byte[] from, int offset, int length) {
            take.bytes(position, from, offset, length);
        }

        @Override
        public Restored finish(EntryMetadata metadata) {
            return new Restored.Done(List.of());
        }

        @Override
        public void close() {
            // there is nothing to take back: who asked hears that it failed
        }
    }
}
