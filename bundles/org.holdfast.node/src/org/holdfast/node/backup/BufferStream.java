// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes of a buffer, which keeps its position. One thread's. */
final class BufferStream extends InputStream {
    private final ByteBuffer rest;

    BufferStream(ByteBuffer bytes) {
        this.rest = bytes.duplicate();
    }

    @Override
    public int read() {
        return rest.hasRemaining() ? rest.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        int some = Math.min(length, rest.remaining());
        rest.get(into, offset, some);
        return some == 0 && length > 0 ? -1 : some;
    }
}
