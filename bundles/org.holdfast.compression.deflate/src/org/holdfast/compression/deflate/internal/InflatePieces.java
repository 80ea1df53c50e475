// SPDX-License-Identifier: EPL-2.0
package org.holdfast.compression.deflate.internal;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.holdfast.model.MalformedInput;

/** Inflates one message into exactly the room it was announced with. */
public final class InflatePieces implements AutoCloseable {
    private static final String WHAT = "deflate stream";
    private static final int PIECE = 64 * 1024;

    private final Inflater inflater = new Inflater(true);

    /** @throws MalformedInput if it is damaged, gives another length or does not end with {@code length} */
    public void run(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength) {
        inflater.setInput(in, inOffset, length);
        int written = 0;
        int got = 1;
        while (written < exactLength && got > 0) {
            got = inflate(out, outOffset + written, Math.min(PIECE, exactLength - written));
            written += got;
        }
        if (written < exactLength) {
            throw new MalformedInput(WHAT, read(), "it gives " + written + " bytes instead of " + exactLength);
        }
        checkEnd(length);
    }

    /** The last bytes may be out before the stream's end mark is read; room of one byte shows which comes next. */
    private void checkEnd(int length) {
        if (!inflater.finished() && inflate(new byte[1], 0, 1) > 0) {
            throw new MalformedInput(WHAT, read(), "it gives more than was announced");
        }
        if (!inflater.finished()) {
            throw new MalformedInput(WHAT, read(), "it does not end");
        }
        if (read() != length) {
            throw new MalformedInput(WHAT, read(), length - read() + " bytes follow the stream");
        }
    }

    private int inflate(byte[] out, int offset, int room) {
        try {
            return inflater.inflate(out, offset, room);
        } catch (DataFormatException e) {
            throw new MalformedInput(WHAT, read(), "zlib says: " + e.getMessage());
        }
    }

    private long read() {
        return inflater.getBytesRead();
    }

    @Override
    public void close() {
        inflater.end();
    }
}
