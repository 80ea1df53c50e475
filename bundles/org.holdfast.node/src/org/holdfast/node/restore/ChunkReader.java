// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Optional;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.port.ChunkIndex;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.DedupKeys;
import org.holdfast.format.segment.Composition;
import org.holdfast.format.segment.StoredChunk;
import org.holdfast.model.ChunkId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.SegmentId;
import org.holdfast.node.work.Lease;
import org.holdfast.node.work.Lender;
import org.holdfast.spi.compression.Compressor;

/**
 * Gives chunks back: finds each in the index, takes it out of its segment, inflates it, and compares it with its id, so
 * that no wrong byte passes (promise P4). Thread-safe.
 */
public final class ChunkReader implements ChunkSource {
    private final ChunkIndex index;
    private final OpenSegments segments;
    private final DedupKeys keys;
    private final Lender lender;
    private final RecentChunks recent = new RecentChunks();

    public ChunkReader(ChunkIndex index, OpenSegments segments, DedupKeys keys, Lender lender) {
        this.index = index;
        this.segments = segments;
        this.keys = keys;
        this.lender = lender;
    }

    @Override
    public byte[] chunk(ChunkId id) {
        return at(find(id).orElseThrow(() -> unknown(id)), id);
    }

    private static HoldfastException unknown(ChunkId id) {
        return new HoldfastException(
                ErrorCode.NOT_ENOUGH_SHARDS,
                "chunk " + id,
                "The index does not know chunk " + id + ". 'holdfast recover' fetches the index from the partners.");
    }

    public Optional<ChunkLocation> find(ChunkId id) {
        return index.find(id);
    }

    /** Starts loading a segment that will be wanted soon, if there is room for it. */
    public void prefetch(SegmentId segment) {
        segments.prefetch(segment);
    }

    /** Whether these bytes are the chunk. */
    boolean isChunk(ChunkId id, byte[] plain) {
        return keys.chunkId(plain, 0, plain.length).equals(id);
    }

    /** The chunk at a known place, which must be the one of this id. */
    private byte[] at(ChunkLocation place, ChunkId id) {
        StoredChunk stored = segments.chunk(place);
        byte[] plain = inflate(stored);
        if (!stored.id().equals(id) || !isChunk(id, plain)) {
            throw wrong("chunk " + id);
        }
        return plain;
    }

    /** The chunk at a known place, whatever its id; it is checked against the id that it carries. */
    public byte[] at(ChunkLocation place) {
        StoredChunk stored = segments.chunk(place);
        byte[] plain = inflate(stored);
        if (!isChunk(stored.id(), plain)) {
            throw wrong("chunk " + stored.id());
        }
        return plain;
    }

    /** Whoever calls compares the outcome with the chunk's id, whatever it was made from. */
    private byte[] inflate(StoredChunk stored) {
        if (stored.compression() != Composition.NUMBER) {
            return plain(stored);
        }
        return Composition.read(stored.stored(), stored.plainLength()).compose(this::base);
    }

    /** Chunks of one file are put together from few others, each from several. */
    private byte[] base(ChunkId id) {
        return recent.get(id, this::readBase);
    }

    /** One level deep: a base is never put together itself. */
    private byte[] readBase(ChunkId id) {
        StoredChunk stored = segments.chunk(find(id).orElseThrow(() -> unknown(id)));
        if (stored.compression() == Composition.NUMBER) {
            throw new MalformedInput("composed chunk", 0, "its base " + id + " is composed, too");
        }
        return plain(stored);
    }

    private byte[] plain(StoredChunk stored) {
        if (stored.compression() == Formats.STORED.number()) {
            return stored.stored();
        }
        byte[] plain = new byte[stored.plainLength()];
        byte[] packed = stored.stored();
        try (Lease<Compressor> compressor = lender.compressor(stored.compression())) {
            compressor.get().decompress(packed, 0, packed.length, plain, 0, plain.length);
        }
        return plain;
    }

    private static HoldfastException wrong(String what) {
        return new HoldfastException(
                ErrorCode.AUTHENTICATION_FAILED, what, what + " is not what was stored; nothing of it was written.");
    }
}
