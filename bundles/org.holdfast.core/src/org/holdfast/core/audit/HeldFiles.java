// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.BlockStore.Part;
import org.holdfast.core.port.BlockStore.Wanted;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.HeldPiece;
import org.holdfast.spi.audit.Sample;
import org.jspecify.annotations.Nullable;

/**
 * The files of one owner's blocks, as a proof reads them: piece by piece, one file open at a time, or all pieces at once
 * with the threads of the store. Remembers which block could not be read. One thread's; to be closed.
 */
public final class HeldFiles implements HeldBlocks, AutoCloseable {
    private static final int PORTION = 8;

    private final BlockStore blocks;
    private final AgreementId agreement;
    private final AuditShape shape;
    private BlockStore.@Nullable Reading file;
    private @Nullable BlockId open;
    private Optional<BlockId> failed = Optional.empty();

    /** @param shape of the scheme whose tags the blocks carry */
    public HeldFiles(BlockStore blocks, AgreementId agreement, AuditShape shape) {
        this.blocks = blocks;
        this.agreement = agreement;
        this.shape = shape;
    }

    /** The block that could not be read. */
    public Optional<BlockId> failed() {
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

    @Override
    public List<HeldPiece> pieces(AuditShape shape, List<Sample> samples) throws IOException {
        List<HeldPiece> pieces =
                samples.stream().map(each -> HeldPiece.blank(shape, each)).toList();
        var parts = new TreeMap<BlockId, List<Part>>();
        for (int i = 0; i < pieces.size(); i++) {
            BlockId block = samples.get(i).block().block();
            parts.computeIfAbsent(block, first -> new ArrayList<>()).addAll(parts(samples.get(i), pieces.get(i)));
        }
        var unread = new TreeMap<>(blocks.read(agreement, wanted(parts)));
        if (!unread.isEmpty()) {
            failed = Optional.of(unread.firstKey());
            throw unread.firstEntry().getValue();
        }
        return pieces;
    }

    private List<Part> parts(Sample sample, HeldPiece into) {
        AuditedBlock block = sample.block();
        long tags = shape.tagsLength(block.payloadLength());
        int length = shape.length(sample.piece(), block.payloadLength());
        var payload = new Part(
                BlockHeader.BYTES + tags + shape.offset(sample.piece()), ByteBuffer.wrap(into.payload(), 0, length));
        var tag = new Part(BlockHeader.BYTES + (long) sample.piece() * into.tag().length, ByteBuffer.wrap(into.tag()));
        return shape.tagged() ? List.of(tag, payload) : List.of(payload);
    }

    /** A block of which much is wanted is given out in portions, which may be read side by side, too. */
    private static List<Wanted> wanted(Map<BlockId, List<Part>> parts) {
        var wanted = new ArrayList<Wanted>();
        parts.forEach((block, all) -> {
            all.sort(Comparator.comparingLong(Part::offset)); // the tags first, which lie close together
            for (int at = 0; at < all.size(); at += PORTION) {
                wanted.add(new Wanted(block, all.subList(at, Math.min(all.size(), at + PORTION))));
            }
        });
        return wanted;
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
