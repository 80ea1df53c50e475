// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.holdfast.core.port.ChunkLocation;
import org.holdfast.format.head.StreamRef;
import org.holdfast.model.HoldfastException;

/** Reads what the head names by place, without any index. Stateless. */
public final class PlacedStream {
    private PlacedStream() {}

    /** The whole of a stream that fits into memory. @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED */
    public static byte[] read(StreamRef stream, ChunkReader chunks) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(Math.toIntExact(stream.length()));
        try {
            copy(stream, chunks, whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes everything
        }
        return whole.toByteArray();
    }

    /**
     * Writes a stream of any length, piece by piece.
     *
     * @throws HoldfastException NOT_ENOUGH_SHARDS, AUTHENTICATION_FAILED
     * @throws IOException what {@code out} throws
     */
    public static void copy(StreamRef stream, ChunkReader chunks, OutputStream out) throws IOException {
        for (StreamRef.Piece piece : stream.pieces()) {
            out.write(chunks.at(new ChunkLocation(
                    piece.segment(), piece.offset(), piece.frame(), piece.plainLength(), piece.storedLength())));
        }
    }
}
