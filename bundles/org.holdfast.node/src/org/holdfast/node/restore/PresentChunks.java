// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.List;
import java.util.Optional;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.files.FileContent;
import org.holdfast.format.tree.Extent;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.ChunkId;

/**
 * A file's chunks, asked for in order, out of an older state of the file where it has them at the same places; each is
 * compared by its name, which is a hash under a secret key. So only what differs is fetched. A file whose holes lie
 * elsewhere than in the backup is of no use here: then everything is fetched.
 */
final class PresentChunks implements ChunkSource {
    private final FileContent present;
    private final ChunkReader chunks;
    private final ChunkSource others;
    private boolean usable;

    PresentChunks(FileContent present, TreeEntry wanted, ChunkReader chunks, ChunkSource others) {
        this.present = present;
        this.chunks = chunks;
        this.others = others;
        List<Extent> extents = present.extents().stream()
                .filter(each -> each.length() > 0) // a file that is one hole has an empty one at its end
                .map(each -> new Extent(each.offset(), each.length()))
                .toList();
        this.usable = extents.equals(wanted.extents());
    }

    @Override
    public byte[] chunk(ChunkId id) {
        return chunks.find(id)
                .map(ChunkLocation::plainLength)
                .flatMap(this::next)
                .filter(bytes -> chunks.isChunk(id, bytes))
                .orElseGet(() -> others.chunk(id));
    }

    /** The next bytes of the file; nothing once it has ended, or cannot be read further. */
    private Optional<byte[]> next(int length) {
        byte[] bytes = new byte[usable ? length : 0];
        for (int filled = 0; filled < bytes.length; ) {
            int count = present.read(bytes, filled, bytes.length - filled);
            if (count < 0) {
                usable = false;
                break;
            }
            filled += count;
        }
        return usable ? Optional.of(bytes) : Optional.empty();
    }
}
