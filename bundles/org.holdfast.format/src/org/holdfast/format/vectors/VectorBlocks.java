// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;

/**
 * Blocks of golden vectors, at owner and holder. Of block i, from 0: payload {@link VectorData#data data(i)}, id {@code
 * data(1000 + i)}, key {@code data(2000 + i)}, header {@code data(3000 + i)}, sequence i + 1, key generation 1.
 */
final class VectorBlocks implements HeldBlocks, OwnedBlocks {
    static final int MOST = 16;

    private static final int KEY_BYTES = 32;
    private final AuditShape shape;
    private final List<AuditedBlock> catalogue = new ArrayList<>();
    private final List<Marks> marks = new ArrayList<>();

    private VectorBlocks(AuditShape shape) {
        this.shape = shape;
    }

    /** Marks blocks of these lengths. @param lengths numbers up to a million, one blank between them */
    static VectorBlocks mark(String lengths, OwnerSide owner, AuditShape shape) {
        if (!lengths.matches("[1-9][0-9]{0,5}( [1-9][0-9]{0,5}){0,15}")) {
            throw new MalformedInput("golden vector", 0, "its 'lengths' are not up to " + MOST + " lengths");
        }
        var blocks = new VectorBlocks(shape);
        for (String length : lengths.split(" ")) {
            blocks.add(Integer.parseInt(length), owner);
        }
        return blocks;
    }

    private void add(int length, OwnerSide owner) {
        int i = catalogue.size();
        catalogue.add(new AuditedBlock(new BlockId(Id16.of(VectorData.data(1000 + i, 16))), i + 1, 1, length));
        marks.add(owner.mark(VectorData.data(2000 + i, KEY_BYTES), VectorData.data(i, length), length));
    }

    List<AuditedBlock> catalogue() {
        return catalogue;
    }

    byte[] tags() {
        var all = new ByteArrayOutputStream();
        marks.forEach(each -> all.writeBytes(each.tags()));
        return all.toByteArray();
    }

    byte[] kept() {
        var all = new ByteArrayOutputStream();
        marks.forEach(each -> all.writeBytes(each.kept()));
        return all.toByteArray();
    }

    private static int index(AuditedBlock block) {
        return (int) block.sequence() - 1;
    }

    private byte[] payload(AuditedBlock block) {
        return VectorData.data(index(block), block.payloadLength());
    }

    @Override
    public byte[] header(AuditedBlock block) {
        return VectorData.data(3000 + index(block), HEADER_BYTES);
    }

    @Override
    public byte[] tags(AuditedBlock block) {
        return marks.get(index(block)).tags().clone();
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) {
        System.arraycopy(marks.get(index(block)).tags(), piece * AuditShape.TAG_BYTES, out, 0, AuditShape.TAG_BYTES);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) {
        System.arraycopy(payload(block), offset, out, 0, length);
    }

    @Override
    public byte[] blockKey(AuditedBlock block) {
        return VectorData.data(2000 + index(block), KEY_BYTES);
    }

    @Override
    public byte[] kept(AuditedBlock block, int piece) {
        byte[] all = marks.get(index(block)).kept();
        return Arrays.copyOfRange(all, piece * shape.kept(), (piece + 1) * shape.kept());
    }

    @Override
    public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
        byte[] tags = tags(block);
        return Arrays.equals(header, header(block))
                ? Optional.of(
                        new Sealed(tags.length, block.payloadLength(), Mac.sha256(tags), Mac.sha256(payload(block))))
                : Optional.empty();
    }
}
