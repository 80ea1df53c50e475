// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.files.FileContent;
import org.holdfast.files.LogicalReader;
import org.holdfast.format.tree.Extent;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ChunkId;

/**
 * A file's chunks, asked for in order, out of an older state of the file where it has them at the same places; each is
 * compared by its name, which is a hash under a secret key. So only what differs is fetched. Where the file system keeps
 * its holes does not matter: it may choose anew with each write.
 */
final class PresentChunks implements ChunkSource {
    private final LogicalReader present;
    private final Iterator<Extent> extents;
    private final ChunkReader chunks;
    private final ChunkSource others;
    private long position;
    private long left; // bytes of the extent
    private boolean readable = true;

    PresentChunks(FileContent present, TreeEntry wanted, ChunkReader chunks, ChunkSource others) {
        this.present = new LogicalReader(present);
        this.extents = data(wanted).iterator();
        this.chunks = chunks;
        this.others = others;
    }

    /** Where a file's data lie: all of it, where no extents are named. */
    static List<Extent> data(TreeEntry file) {
        return file.extents().isEmpty() && file.content().length() > 0
                ? List.of(new Extent(0, file.content().length()))
                : file.extents();
    }

    @Override
    public byte[] chunk(ChunkId id) {
        return chunks.find(id)
                .map(ChunkLocation::plainLength)
                .flatMap(this::next)
                .filter(bytes -> chunks.isChunk(id, bytes))
                .orElseGet(() -> others.chunk(id));
    }

    /** The next bytes of the data; nothing once they have ended, or cannot be read further. */
    private Optional<byte[]> next(int length) {
        byte[] bytes = new byte[readable ? length : 0];
        for (int filled = 0; filled < bytes.length && readable; ) {
            if (left == 0 && extents.hasNext()) {
                enter(extents.next());
            }
            int count = (int) Math.min(left, bytes.length - filled);
            readable = count > 0 && present.fill(position, bytes, filled, count);
            filled += count;
            position += count;
            left -= count;
        }
        return readable ? Optional.of(bytes) : Optional.empty();
    }

    private void enter(Extent extent) {
        position = extent.offset();
        left = extent.length();
    }
}
