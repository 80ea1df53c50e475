// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;

/** Frames as one array, as they are on the wire after the length. */
final class Frames {
    private Frames() {}

    static byte[] encode(Envelope envelope) {
        ByteBuffer[] parts = MessageCodec.encode(envelope);
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            whole.put(part);
        }
        return whole.array();
    }

    static Envelope decode(byte[] frame) {
        return MessageCodec.decode(ByteBuffer.wrap(frame));
    }
}
