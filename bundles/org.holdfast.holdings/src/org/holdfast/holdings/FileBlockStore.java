// SPDX-License-Identifier: EPL-2.0
package org.holdfast.holdings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.holdings.internal.BlockFolder;
import org.holdfast.holdings.internal.Reserve;
import org.holdfast.holdings.internal.SideBySide;
import org.holdfast.holdings.internal.WritingBlock;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;

/**
 * One file for each block: {@code <root>/<agreement>/<aa>/<block>.blk}, aa being the first two digits of the block's id.
 *
 * <p>A file is written beside its place under a temporary name, forced, renamed atomically, and the folder is forced:
 * only then {@code commit} returns. A crash before the rename leaves a temporary file, which the next {@link #open}
 * deletes; after it, the whole block. New folders are forced into their parents before the first block in them.
 *
 * <p>On Windows a folder cannot be forced, so there a block acknowledged in the last seconds may be missing after a power
 * cut (docs/platforms.md). An error while forcing means that the disk may have dropped what it was given: the store
 * then takes no more blocks until it is opened again.
 */
public final class FileBlockStore implements BlockStore {
    private final BlockFolder folder;
    private final Reserve reserve;
    private final SideBySide sideBySide = new SideBySide();

    private FileBlockStore(BlockFolder folder, Reserve reserve) {
        this.folder = folder;
        this.reserve = reserve;
    }

    /**
     * Makes the folder if there is none, and deletes what a crash left half-written.
     *
     * @param reserve bytes of the file system that stay free for others
     * @throws org.holdfast.model.HoldfastException DISK_FAILED
     */
    public static FileBlockStore open(Path root, ByteCount reserve) {
        return new FileBlockStore(BlockFolder.open(root), Reserve.of(root, reserve));
    }

    /** With the usable space told by somebody else, for tests. */
    static FileBlockStore open(Path root, Reserve reserve) {
        return new FileBlockStore(BlockFolder.open(root), reserve);
    }

    @Override
    public Receiving begin(AgreementId agreement, BlockId block, ByteCount bytes) {
        folder.requireHealthy();
        reserve.take(bytes);
        return WritingBlock.begin(folder, reserve, folder.file(agreement, block), bytes);
    }

    @Override
    public Optional<Reading> open(AgreementId agreement, BlockId block) {
        return folder.read(folder.file(agreement, block));
    }

    @Override
    public Map<BlockId, IOException> read(AgreementId agreement, List<Wanted> wanted) {
        return sideBySide.read(wanted, each -> folder.readPastCache(folder.file(agreement, each.block()), each));
    }

    @Override
    public void delete(AgreementId agreement, BlockId block) {
        folder.delete(folder.file(agreement, block));
    }

    @Override
    public Stream<Stored> list() {
        return folder.list();
    }

    @Override
    public ByteCount shortage() {
        return reserve.shortage();
    }

    @Override
    public ByteCount usable() {
        return reserve.usable();
    }
}
