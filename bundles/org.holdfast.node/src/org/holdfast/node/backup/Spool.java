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

/** Blocks that wait durably for their absent partners. Bounded; thread-safe. */
public final class Spool {
    private final BlockStore files;
    private final long limit;
    private final AtomicLong used;

    public Spool(BlockStore files, ByteCount limit) {
        this.files = files;
        this.limit = limit.value();
        this.used = new AtomicLong(
                files().stream().mapToLong(each -> each.bytes().value()).sum());
    }

    /** Whether a file of so many bytes fits in. */
    boolean hasRoom(long fileLength) {
        return used.get() + fileLength <= limit;
    }

    /** Durable on return. */
    void keep(SealedBlock block) {
        BlockHeader header = block.header();
        ByteCount bytes = ByteCount.of(block.fileLength());
        try (BlockStore.Receiving file = files.begin(header.agreement(), header.block(), bytes)) {
            file.write(ByteBuffer.wrap(header.bytes()));
            for (ByteBuffer part : block.content()) {
                file.write(part);
            }
            file.commit();
        }
        used.addAndGet(bytes.value());
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
