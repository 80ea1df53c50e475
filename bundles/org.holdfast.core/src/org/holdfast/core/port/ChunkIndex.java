// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.holdfast.model.ChunkId;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;

/**
 * Where each known chunk lies, as immutable sorted runs. Reading is thread-safe, changing is one thread's at a time. A
 * cache: rebuilt from the runs that the head names.
 */
public interface ChunkIndex {
    /** Looks in the newest run first. */
    Optional<ChunkLocation> find(ChunkId id);

    /** The live runs, oldest first. */
    List<Run> runs();

    /** Shows every row of the runs that are live now, oldest run first, and keeps none in memory; on the caller's thread. */
    void forEach(Consumer<Row> seen);

    /** Adds a run from rows in any order (later rows win); durable on return. The rows are consumed. */
    Run add(List<Row> rows);

    /**
     * Adds a run from its encoded form (docs/format.md, index run), as fetched from partners: as the newest, unless it
     * was lost from its place here.
     *
     * @throws org.holdfast.model.HoldfastException MALFORMED_INPUT, NEWER_VERSION
     */
    Run adopt(ByteBuffer encoded);

    /** The encoded form of a live run, to be closed; can be read to its end even if the run is replaced meanwhile. */
    InputStream encoded(Id16 run);

    /** Merges runs into one where that keeps lookups quick; answers the runs that are new, perhaps none. */
    List<Run> compact();

    /** Forgets every run that is not named. */
    void retain(List<Id16> runs);

    /**
     * Forgets every row that points into a segment which is not kept, all or none of them; durable on return. Runs that
     * lose rows are others afterwards, and one that loses all is gone.
     *
     * @return whether anything was forgotten
     * @throws org.holdfast.model.HoldfastException BUSY while a run is missing, DISK_FAILED, NO_SPACE
     */
    boolean keepOnly(Predicate<SegmentId> kept);

    /** @param id first 16 bytes of the SHA-256 of the encoded form */
    record Run(Id16 id, long rows, long bytes) {}

    record Row(ChunkId chunk, ChunkLocation location) {}
}
