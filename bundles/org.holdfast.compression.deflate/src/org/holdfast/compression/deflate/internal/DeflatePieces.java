// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate.internal;

import java.util.zip.Deflater;

/**
 * Deflates one message, fed in pieces: while zlib works on a heap array the collector may have to wait for it, and a
 * chunk of 2 MiB takes it tens of milliseconds.
 */
public final class DeflatePieces implements AutoCloseable {
    public static final int NO_ROOM = -1;
    private static final int PIECE = 64 * 1024;

    private final Deflater deflater;

    public DeflatePieces(int level) {
        deflater = new Deflater(level, true);
    }

    /** @return bytes written, or {@link #NO_ROOM} if they would be more than {@code room} */
    public int run(byte[] in, int inOffset, int length, byte[] out, int outOffset, int room) {
        int written = 0;
        for (int at = 0; at < length; at += PIECE) {
            deflater.setInput(in, inOffset + at, Math.min(PIECE, length - at));
            if (length - at <= PIECE) {
                deflater.finish();
            }
            written += deflater.deflate(out, outOffset + written, room - written);
            if (written == room) {
                break;
            }
        }
        return deflater.finished() ? written : NO_ROOM;
    }

    @Override
    public void close() {
        deflater.end();
    }
}
