// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.core.port.BlockStore;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.jspecify.annotations.Nullable;

/**
 * The files of one owner's blocks, as a proof reads them: piece by piece, one file open at a time. Remembers which block
 * could not be read. One thread's; to be closed.
 */
final class HeldFiles implements HeldBlocks, AutoCloseable {
    private final org.holdfast.core.put.HeldBlocks blocks;
    private final AgreementId agreement;
    private final AuditShape shape;
    private BlockStore.@Nullable Reading file;
    private @Nullable BlockId open;
    private Optional<BlockId> failed = Optional.empty();

    /** @param shape of the scheme whose tags the blocks carry */
    HeldFiles(org.holdfast.core.put.HeldBlocks blocks, AgreementId agreement, AuditShape shape) {
        this.blocks = blocks;
        this.agreement = agreement;
        this.shape = shape;
    }

    /** The block that could not be read. */
    Optional<BlockId> failed() {
        return failed;
    }

    @Override
    public byte[] header(AuditedBlock block) throws IOException {
        return read(block, 0, BlockHeader.BYTES);
    }

    @Override
    public byte[] tags(AuditedBlock block) throws IOException {
        return read(block, BlockHeader.BYTES, shape.tagsLength(block.payloadLength()));
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) throws IOException {
        read(block, BlockHeader.BYTES + piece * AuditShape.TAG_BYTES, AuditShape.TAG_BYTES, out);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
        read(block, BlockHeader.BYTES + shape.tagsLength(block.payloadLength()) + offset, length, out);
    }

    private byte[] read(AuditedBlock block, int offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(block, offset, length, bytes);
        return bytes;
    }

    private void read(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
        try {
            ByteBuffer into = ByteBuffer.wrap(out, 0, length);
            file(block).read(offset, into);
            if (into.hasRemaining()) {
                throw new IOException("block " + block.block() + " ends too early");
            }
        } catch (HoldfastException e) {
            failed = Optional.of(block.block());
            throw new IOException("block " + block.block() + " cannot be read", e);
        } catch (IOException e) {
            failed = Optional.of(block.block());
            throw e;
        }
    }

    private BlockStore.Reading file(AuditedBlock block) throws IOException {
        if (file == null || !block.block().equals(open)) {
            close();
            file = blocks.open(agreement, block.block())
                    .orElseThrow(() -> new IOException("block " + block.block() + " is not here"));
            open = block.block();
        }
        return file;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
            file = null;
            open = null;
        }
    }
}
