// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;

/** The file of one block that has come whole, for a proof from it. */
final class BlockInMemory implements HeldBlocks {
    private final byte[] file;
    private final AuditShape shape;

    BlockInMemory(byte[] file, AuditShape shape) {
        this.file = file;
        this.shape = shape;
    }

    @Override
    public byte[] header(AuditedBlock block) throws IOException {
        return part(0, BlockHeader.BYTES);
    }

    @Override
    public byte[] tags(AuditedBlock block) throws IOException {
        return part(BlockHeader.BYTES, shape.tagsLength(block.payloadLength()));
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) throws IOException {
        byte[] tag = part(BlockHeader.BYTES + piece * AuditShape.TAG_BYTES, AuditShape.TAG_BYTES);
        System.arraycopy(tag, 0, out, 0, tag.length);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
        byte[] bytes = part(BlockHeader.BYTES + shape.tagsLength(block.payloadLength()) + offset, length);
        System.arraycopy(bytes, 0, out, 0, length);
    }

    private byte[] part(int from, int length) throws IOException {
        if (from + length > file.length) {
            throw new EOFException("the block ends too early");
        }
        return Arrays.copyOfRange(file, from, from + length);
    }
}
