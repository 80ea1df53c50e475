// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentReader;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeReader;
import org.holdfast.node.selection.LeftOutList;

/**
 * What a stored tree holds.
 *
 * @param files entries of every kind but directories
 * @param bytes of all files' content
 */
record TreeTotals(long files, long bytes) {
    /**
     * Counts by reading all directory objects; iterative, as a tree may be deeper than a stack.
     *
     * @throws org.holdfast.model.HoldfastException what made a directory object unreadable
     */
    static TreeTotals of(ContentRef root, ChunkSource chunks) {
        long files = 0;
        long bytes = 0;
        Deque<Iterator<TreeEntry>> levels = new ArrayDeque<>();
        entries(root, chunks).forEachRemaining(entry -> {
            if (!entry.name().equals(LeftOutList.NAME)) {
                levels.push(List.of(entry).iterator());
            }
        });
        while (!levels.isEmpty()) {
            if (!levels.element().hasNext()) {
                levels.pop();
                continue;
            }
            TreeEntry entry = levels.element().next();
            if (entry.kind() == EntryKind.DIRECTORY) {
                levels.push(entries(entry.content(), chunks));
            } else {
                files++;
                bytes += entry.content().length();
            }
        }
        return new TreeTotals(files, bytes);
    }

    private static Iterator<TreeEntry> entries(ContentRef directory, ChunkSource chunks) {
        return new TreeReader(ContentReader.open(directory, chunks));
    }
}
