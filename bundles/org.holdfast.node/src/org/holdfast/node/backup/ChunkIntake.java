// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.function.Function;
import org.holdfast.core.content.ChunkSink;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.segment.ChunkData;
import org.holdfast.format.segment.Composition;
import org.holdfast.model.BlockClass;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Formats;
import org.holdfast.node.backup.RunMeter.Stage;
import org.holdfast.node.work.CpuPool;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.compression.Compressor;

/**
 * Drops the chunks that are known, gathers the others into batches and has them compressed on the CPU executor. The
 * sinks belong to the scanning thread; batches of all classes share a bounded amount of memory.
 */
final class ChunkIntake {
    private static final int BATCH_BYTES = 1 << 20;
    private static final int LARGEST_CHUNK = 2 << 20;
    private static final int BATCHES = 4;
    private static final ThreadLocal<byte[]> COMPRESSED = ThreadLocal.withInitial(() -> new byte[LARGEST_CHUNK]);

    private final DedupKeys keys;
    private final KnownChunks known;
    private final Lender lender;
    private final Function<BlockClass, Formation> formations;
    private final SegmentAssembler assembler;
    private final CpuPool cpu;
    private final RunMeter meter;
    private final RunFailure failure;
    private final Permits batches;
    private final Phaser compressing = new Phaser(1);
    private final PlacedRows placedRows;
    private final List<Batch> spare = new ArrayList<>();
    private final List<Batch> open = new ArrayList<>();

    ChunkIntake(
            BackupParts parts,
            KnownChunks known,
            SegmentAssembler assembler,
            PlacedRows placedRows,
            RunMeter meter,
            RunFailure failure) {
        this.keys = parts.keys().dedup();
        this.known = known;
        this.lender = parts.lender();
        this.formations = parts.formations();
        this.assembler = assembler;
        this.placedRows = placedRows;
        this.cpu = parts.cpu();
        this.meter = meter;
        this.failure = failure;
        this.batches = new Permits(BATCHES, failure);
        for (BlockClass each : BlockClass.values()) {
            open.add(new Batch(each, new byte[0]));
        }
    }

    /** Where data go in. */
    ChunkSink data() {
        return (buffer, offset, length) -> {
            ChunkId id = identify(buffer, offset, length);
            if (!known.has(id)) {
                store(id, buffer, offset, length);
            }
            return id;
        };
    }

    /** Where metadata go in: these are never put together from others, so that they can be read by themselves. */
    ChunkSink metadata() {
        return (buffer, offset, length) -> {
            ChunkId id = identify(buffer, offset, length);
            if (known.asItself(id).isEmpty() && placedRows.expect(id)) {
                add(BlockClass.META, id, buffer, offset, length);
            }
            return id;
        };
    }

    /** Takes data that are not known, unless they are on their way. */
    void store(ChunkId id, byte[] buffer, int offset, int length) {
        if (placedRows.expect(id)) {
            add(BlockClass.DATA, id, buffer, offset, length);
        }
    }

    /** Packs a chunk that is put together from others, and is expected; with the metadata, which are at hand here. */
    void compose(ChunkId id, Composition composition) {
        byte[] stored = composition.encode();
        failure.check();
        meter.newBytes.add(stored.length);
        assembler.add(
                BlockClass.META,
                formations.apply(BlockClass.META),
                new ChunkData(
                        id, Composition.NUMBER, Math.toIntExact(composition.plainLength()), stored, 0, stored.length));
    }

    ChunkId identify(byte[] buffer, int offset, int length) {
        try (var _ = meter.time(Stage.IDENTIFY)) {
            return keys.chunkId(buffer, offset, length);
        }
    }

    /** Keeps the chunk even if it is known: for what is found by its place, not by its id. */
    ChunkSink placingSink(BlockClass blockClass) {
        return (buffer, offset, length) -> {
            ChunkId id = keys.chunkId(buffer, offset, length);
            placedRows.watch(id);
            add(blockClass, id, buffer, offset, length);
            return id;
        };
    }

    /** Like {@link #data}, but stores anew what is known: the index then finds the newer place. */
    ChunkSink rewritingSink(BlockClass blockClass) {
        return (buffer, offset, length) -> {
            ChunkId id = identify(buffer, offset, length);
            if (placedRows.expect(id)) {
                add(blockClass, id, buffer, offset, length);
            }
            return id;
        };
    }

    /** Hands over what is gathered and waits until all of it is compressed and in segments. */
    void flush() {
        for (BlockClass each : BlockClass.values()) {
            dispatch(each);
        }
        compressing.arriveAndAwaitAdvance();
        failure.check();
    }

    private void add(BlockClass blockClass, ChunkId id, byte[] buffer, int offset, int length) {
        failure.check();
        meter.newBytes.add(length);
        Batch batch = batch(blockClass);
        batch.add(id, buffer, offset, length);
        if (batch.used >= BATCH_BYTES) {
            dispatch(blockClass);
        }
    }

    private Batch batch(BlockClass blockClass) {
        Batch batch = open.get(blockClass.ordinal());
        if (batch.bytes.length == 0) {
            batches.take(1);
            batch = new Batch(blockClass, spareArray());
            open.set(blockClass.ordinal(), batch);
        }
        return batch;
    }

    private byte[] spareArray() {
        synchronized (spare) {
            return spare.isEmpty() ? new byte[BATCH_BYTES + LARGEST_CHUNK] : spare.removeLast().bytes;
        }
    }

    private void dispatch(BlockClass blockClass) {
        Batch batch = open.set(blockClass.ordinal(), new Batch(blockClass, new byte[0]));
        if (batch.used == 0) {
            return;
        }
        compressing.register();
        cpu.execute(() -> {
            failure.guard("compress", () -> compress(batch)).run();
            recycle(batch);
            compressing.arriveAndDeregister();
        });
    }

    private void recycle(Batch batch) {
        synchronized (spare) {
            spare.add(batch);
        }
        batches.give(1);
    }

    private void compress(Batch batch) {
        Formation formation = formations.apply(batch.blockClass);
        int offset = 0;
        for (Piece piece : batch.pieces) {
            if (failure.isSet()) {
                return;
            }
            assembler.add(batch.blockClass, formation, compressed(formation, batch, piece, offset));
            offset += piece.length;
        }
    }

    private ChunkData compressed(Formation formation, Batch batch, Piece piece, int offset) {
        if (formation.pipeline().compress()) {
            byte[] out = COMPRESSED.get();
            int compression = formation.formats().compression();
            int size = compress(compression, batch.bytes, offset, piece.length, out);
            if (size != Compressor.NOT_SMALLER) {
                return new ChunkData(piece.id, compression, piece.length, out, 0, size);
            }
        }
        return new ChunkData(piece.id, Formats.STORED.number(), piece.length, batch.bytes, offset, piece.length);
    }

    private int compress(int compression, byte[] in, int offset, int length, byte[] out) {
        try (var _ = meter.time(Stage.COMPRESS);
                Lease<Compressor> compressor = lender.compressor(compression)) {
            return compressor.get().compress(in, offset, length, out, 0);
        }
    }

    private record Piece(ChunkId id, int length) {}

    /** Plaintext chunks back to back. */
    private static final class Batch {
        private final BlockClass blockClass;
        private final byte[] bytes;
        private final List<Piece> pieces = new ArrayList<>();
        private int used;

        Batch(BlockClass blockClass, byte[] bytes) {
            this.blockClass = blockClass;
            this.bytes = bytes;
        }

        void add(ChunkId id, byte[] buffer, int offset, int length) {
            System.arraycopy(buffer, offset, bytes, used, length);
            pieces.add(new Piece(id, length));
            used += length;
        }
    }
}
