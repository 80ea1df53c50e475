// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.holdfast.core.content.ChunkSink;
import org.holdfast.core.content.Compositions;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.Chunker;
import org.holdfast.format.head.StreamRef;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.pages.ChunkDepot;

/**
 * The way of chunks from the scan to the partners: known? skip – compress – seal into segment – encode to n shards –
 * seal per partner – send – receipt – index. One run's; the sinks belong to the scanning thread, everything else
 * happens on CPU and virtual threads behind it.
 */
final class SegmentPipeline implements AutoCloseable {
    private static final int PIECE = 1 << 20;

    private final Chunker chunker;
    private final PlacedRows placedRows;
    private final SegmentDeliveries deliveries;
    private final SegmentAssembler assembler;
    private final ChunkIntake intake;
    private final PageDepot pages;

    SegmentPipeline(BackupParts parts, Compositions compositions, Chunker chunker, RunMeter meter, RunFailure failure) {
        KnownChunks known = new KnownChunks(parts.index(), compositions);
        this.chunker = chunker;
        this.placedRows = new PlacedRows(parts.index(), parts.moves());
        this.deliveries = new SegmentDeliveries(parts, placedRows, meter, failure);
        this.assembler = new SegmentAssembler(new SegmentSpreader(parts, deliveries, meter, failure));
        this.intake = new ChunkIntake(parts, known, assembler, placedRows, meter, failure);
        this.pages = new PageDepot(intake, placedRows, known, this::settle);
    }

    ChunkSink data() {
        return intake.data();
    }

    /** Where chunks of large files go. */
    ChunkDepot pages() {
        return pages;
    }

    /** Takes data that are known already, to be stored anew. */
    ChunkSink rewriting() {
        return intake.rewritingSink(BlockClass.DATA);
    }

    ChunkSink metadata() {
        return intake.metadata();
    }

    /**
     * Sends what is gathered, small as it may be, and waits until all of it is placed and findable; what is put together
     * from other chunks after those.
     */
    void settle() {
        if (!pages.isEmpty()) {
            intake.flush();
            assembler.flush(BlockClass.DATA);
            deliveries.await();
            placedRows.flush();
            pages.pack();
        }
        intake.flush();
        assembler.flush();
        deliveries.await();
        placedRows.flush();
    }

    /**
     * Stores streams that are found by place: cut, placed, and told where their pieces went.
     *
     * @return a reference for each stream, in order
     */
    List<StreamRef> place(List<InputStream> streams) {
        List<List<ChunkId>> pieces = streams.stream().map(this::cut).toList();
        settle();
        return pieces.stream().map(this::locate).toList();
    }

    private List<ChunkId> cut(InputStream stream) {
        ChunkSink sink = intake.placingSink(BlockClass.META);
        List<ChunkId> ids = new ArrayList<>();
        try {
            byte[] piece = stream.readNBytes(PIECE);
            while (piece.length > 0) {
                ids.add(sink.put(piece, 0, piece.length));
                piece = stream.readNBytes(PIECE);
            }
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, "backup", "what the head refers to does not read: " + e.getMessage(), e);
        }
        return ids;
    }

    private StreamRef locate(List<ChunkId> ids) {
        List<StreamRef.Piece> pieces = ids.stream()
                .map(id -> placedRows.place(id).orElseThrow(missing(id)))
                .map(SegmentPipeline::piece)
                .toList();
        return new StreamRef(
                pieces.stream().mapToLong(StreamRef.Piece::plainLength).sum(), pieces);
    }

    private static StreamRef.Piece piece(ChunkLocation place) {
        return new StreamRef.Piece(
                place.segment(), place.offset(), place.frame(), place.plainLength(), place.storedLength());
    }

    private static Supplier<IllegalStateException> missing(ChunkId id) {
        return () -> new IllegalStateException("chunk " + id + " was settled but has no place");
    }

    Chunker chunker() {
        return chunker;
    }

    /** Stops what is on its way; what was placed until now can be found by the next run. */
    @Override
    public void close() {
        deliveries.close();
        boolean interrupted = Thread.interrupted(); // a cancelled run still may write its index
        try {
            placedRows.flush();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
