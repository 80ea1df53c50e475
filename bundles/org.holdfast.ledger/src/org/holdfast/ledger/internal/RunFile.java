// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;

/**
 * A run, mapped into memory. Readers hold it while they read; when its owner has let go of it, too, and nobody reads any
 * more, the mapping is closed.
 *
 * <p>Lookup: the filter first, then a search that guesses from the id where among the rows it must lie (ids are
 * uniform, so a few guesses are enough) and halves the range at every second step (so a bad guess costs little).
 */
public final class RunFile {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);
    private final Path file;
    private final RunScan scan;
    private final Arena arena;
    private final MemorySegment mapped;

    /** One for the owner and one for each reader; closed at zero and never raised again. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private RunFile(Path file, RunScan scan, Arena arena, MemorySegment mapped) {
        this.file = file;
        this.scan = scan;
        this.arena = arena;
        this.mapped = mapped;
    }

    /** @param scan of this file */
    static RunFile open(Path file, RunScan scan) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new RunFile(file, scan, arena, map(file, scan, arena));
        } catch (IOException e) {
            arena.close();
            throw e;
        }
    }

    private static MemorySegment map(Path file, RunScan scan, Arena lifetime) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            return in.map(FileChannel.MapMode.READ_ONLY, 0, IndexRun.length(scan.rows()), lifetime);
        }
    }

    public Id16 id() {
        return scan.id();
    }

    public long rows() {
        return scan.rows();
    }

    public ChunkIndex.Run description() {
        return new ChunkIndex.Run(scan.id(), scan.rows(), IndexRun.length(scan.rows()));
    }

    /** Takes part; false if it is closed already. Each true is followed by one {@link #release}. */
    public boolean acquire() {
        int now = holders.get();
        while (now > 0) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
            now = holders.get();
        }
        return false;
    }

    /** A reader's counterpart of {@link #acquire}, or the owner's last word. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            arena.close();
        }
    }

    /** To be called between acquire and release. */
    public Optional<ChunkLocation> find(ChunkId chunk) {
        if (!scan.filter().mayHold(chunk.value())) {
            return Optional.empty();
        }
        long row = search(chunk.value());
        return row < 0 ? Optional.empty() : Optional.of(location(row(row)));
    }

    private static ChunkLocation location(IndexRow row) {
        return new ChunkLocation(row.segment(), row.offset(), row.frame(), row.plainLength(), row.storedLength());
    }

    private IndexRow row(long number) {
        return IndexRow.read(
                mapped.asSlice(IndexRun.length(number), IndexRow.BYTES).asByteBuffer());
    }

    /** A pass over its rows; to be closed. To be called between acquire and release. */
    RunReader reader() throws IOException {
        return new RunReader(file, rows());
    }

    /** To be called between acquire and release. */
    public void forEach(Consumer<ChunkIndex.Row> seen) throws IOException {
        try (RunReader rows = reader()) {
            while (rows.hasNext()) {
                IndexRow row = rows.next();
                seen.accept(new ChunkIndex.Row(row.chunk(), location(row)));
            }
        }
    }

    /** Its bytes; to be closed. Can be read to the end even if the run is deleted meanwhile. */
    public InputStream encoded() throws IOException {
        return Files.newInputStream(file);
    }

    private long search(Id32 id) {
        long low = 0;
        long high = rows() - 1;
        long lowWord = 0;
        long highWord = -1;
        boolean halve = false;
        while (low <= high) {
            long probe = halve ? (low + high) >>> 1 : guess(low, high, share(id.a(), lowWord, highWord));
            int order = compare(probe, id);
            if (order == 0) {
                return probe;
            }
            if (order < 0) {
                low = probe + 1;
                lowWord = word(probe, 0);
            } else {
                high = probe - 1;
                highWord = word(probe, 0);
            }
            halve = !halve;
        }
        return -1;
    }

    private static long guess(long low, long high, double share) {
        return Math.clamp(low + (long) (share * (high - low)), low, high);
    }

    /** How far {@code word} lies on the way from {@code low} to {@code high}, all unsigned. */
    private static double share(long word, long low, long high) {
        return (double) ((word - low) >>> 1) / (double) Math.max(1, (high - low) >>> 1);
    }

    private int compare(long row, Id32 id) {
        int order = Long.compareUnsigned(word(row, 0), id.a());
        order = order != 0 ? order : Long.compareUnsigned(word(row, 1), id.b());
        order = order != 0 ? order : Long.compareUnsigned(word(row, 2), id.c());
        return order != 0 ? order : Long.compareUnsigned(word(row, 3), id.d());
    }

    private long word(long row, int number) {
        return mapped.get(WORD, IndexRun.length(row) + (long) number * Long.BYTES);
    }
}
