// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.OutputStream;
import java.util.Optional;
import org.holdfast.core.content.ContentWriter;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeWriter;

/** A directory object on its way into chunks. Belongs to the scanning thread. */
final class DirectoryWriter {
    private final ContentWriter content;
    private final TreeWriter entries;
    private boolean empty = true;

    DirectoryWriter(ContentWriter content) {
        this.content = content;
        this.entries = new TreeWriter(new Into(content));
    }

    /** Adds the next entry in order of names. */
    void add(TreeEntry entry) {
        entries.add(entry);
        empty = false;
    }

    boolean isEmpty() {
        return empty;
    }

    ContentRef finish() {
        entries.finish();
        return content.finish();
    }

    /** The object as it would be if it ended now, with one more entry; others may follow here all the same. */
    ContentRef checkpoint(Optional<TreeEntry> last) {
        return content.checkpoint(entries.ending(last));
    }

    /** What is written goes straight into the content. */
    private static final class Into extends OutputStream {
        private final ContentWriter content;

        Into(ContentWriter content) {
            this.content = content;
        }

        @Override
        public void write(int one) {
            content.write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            content.write(bytes, offset, length);
        }
    }
}
