// SPDX-License-Identifier: EPL-2.0
package org.holdfast.ledger.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.tree.IndexRow;
import org.holdfast.format.tree.IndexRun;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;

/**
 * A run. Readers hold it while they read; when its owner has let go of it, too, and nobody reads any more, its file is
 * closed. Lookup: the filter first, then a {@link RunSearch} in the file.
 */
public final class RunFile {
    private final RunScan scan;
    private final RunSearch search;

    /** One for the owner and one for each reader; closed at zero and never raised again. */
    private final AtomicInteger holders = new AtomicInteger(1);

    private RunFile(RunScan scan, RunSearch search) {
        this.scan = scan;
        this.search = search;
    }

    /** @param scan of this file */
    static RunFile open(Path file, RunScan scan) throws IOException {
        return new RunFile(scan, new RunSearch(file, scan.rows(), scan.fences()));
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
            search.close();
        }
    }

    /** To be called between acquire and release. */
    public Optional<ChunkLocation> find(ChunkId chunk) throws IOException {
        return scan.filter().mayHold(chunk.value()) ? search.find(chunk).map(RunFile::location) : Optional.empty();
    }

    private static ChunkLocation location(IndexRow row) {
        return new ChunkLocation(row.segment(), row.offset(), row.frame(), row.plainLength(), row.storedLength());
    }

    /** A pass over its rows; to be closed. To be called between acquire and release. */
    RunReader reader() {
        return new RunReader(new RunStream(search, IndexRun.length(0), IndexRun.length(rows()), () -> {}), rows());
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

    /** Its bytes, which hold the run until they are closed; empty if it is closed already. */
    public Optional<InputStream> encoded() {
        return acquire()
                ? Optional.of(new RunStream(search, 0, IndexRun.length(rows()), this::release))
                : Optional.empty();
    }
}
