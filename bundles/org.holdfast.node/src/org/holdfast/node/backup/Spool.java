// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Stored;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.format.block.SealedBlock;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Blocks that wait durably for their absent partners. Bounded; thread-safe. */
public final class Spool {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final BlockStore files;
    private final long limit;
    private final AtomicLong used;

    public Spool(BlockStore files, ByteCount limit) {
        this.files = files;
        this.limit = limit.value();
        this.used = new AtomicLong(
                files().stream().mapToLong(each -> each.bytes().value()).sum());
    }

    /** Whether it took the block, durably; not if the limit, or the disk, leaves no room. */
    boolean keep(SealedBlock block) {
        long bytes = block.fileLength();
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            return false;
        }
        boolean kept = false;
        try {
            write(block);
            kept = true;
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.NO_SPACE) {
                throw e;
            }
            LOG.warn("A block cannot wait in the spool: {}", e.getMessage());
        } finally {
            if (!kept) {
                used.addAndGet(-bytes);
            }
        }
        return kept;
    }

    private void write(SealedBlock block) {
        BlockHeader header = block.header();
        try (BlockStore.Receiving file =
                files.begin(header.agreement(), header.block(), ByteCount.of(block.fileLength()))) {
            file.write(ByteBuffer.wrap(header.bytes()));
            for (ByteBuffer part : block.content()) {
                file.write(part);
            }
            file.commit();
        }
    }

    /** What lies here. */
    List<Stored> files() {
        try (Stream<Stored> all = files.list()) {
            return all.toList();
        }
    }

    /** A block as it was kept, if it is still here. */
    public Optional<Waiting> load(AgreementId agreement, BlockId block) {
        return files.open(agreement, block).map(file -> {
            try (file) {
                ByteBuffer all =
                        ByteBuffer.allocate(Math.toIntExact(file.length().value()));
                file.read(0, all);
                all.flip();
                return new Waiting(BlockHeader.read(all), all.slice());
            }
        });
    }

    /** Forgets a block that was delivered. */
    public void remove(AgreementId agreement, BlockId block) {
        files.open(agreement, block).ifPresent(file -> {
            long bytes = file.length().value();
            file.close();
            files.delete(agreement, block);
            used.addAndGet(-bytes);
        });
    }

    /** A block that waits. @param content tags and payload */
    public record Waiting(BlockHeader header, ByteBuffer content) {}
}
