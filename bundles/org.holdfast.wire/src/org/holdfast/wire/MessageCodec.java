// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.MalformedInput;

/**
 * Messages to frames and back. Stateless and thread-safe. The length prefix of a frame is the transport's; this is the
 * layout of what it carries, big-endian:
 *
 * <pre>
 * offset  size  field
 *      0     2  type     the table in {@link MessageType}
 *      2     2  flags    bit 0: critical; the others are 0 when sent and ignored when received
 *      4     4  stream   0 to 2^31 - 1
 *      8     …  body     at most the type's own limit
 * </pre>
 */
public final class MessageCodec {
    private static final int CRITICAL = 1;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private MessageCodec() {}

    /**
     * The parts of one frame, in order. The data of PUT_DATA and READ_DATA are not copied: the last part is a view of
     * the message's own buffer.
     */
    public static ByteBuffer[] encode(Envelope envelope) {
        Message message = envelope.message();
        MessageType type = MessageType.of(message);
        ByteWriter out = new ByteWriter();
        out.u16(type.number()).u16(envelope.critical() ? CRITICAL : 0).u32(envelope.stream());
        type.write(message, out);
        ByteBuffer data = data(message);
        int length = out.length() + data.remaining() - Limits.FRAME_HEADER;
        if (length > type.longest()) {
            throw new IllegalArgumentException(type + " of " + length + " bytes is longer than " + type.longest());
        }
        ByteBuffer head = ByteBuffer.wrap(out.toArray());
        return data.hasRemaining() ? new ByteBuffer[] {head, data} : new ByteBuffer[] {head};
    }

    /**
     * Reads one whole frame; nothing is allocated beyond its length. The data of PUT_DATA and READ_DATA are a view of
     * {@code frame}, to be used before that is overwritten.
     *
     * @throws org.holdfast.model.MalformedInput if the bytes are no frame of a known type
     * @throws org.holdfast.model.HoldfastException NEWER_VERSION if a structure in it is from the future
     */
    public static Envelope decode(ByteBuffer frame) {
        ByteReader in = new ByteReader("frame", frame.slice().order(ByteOrder.BIG_ENDIAN));
        int number = in.u16();
        boolean critical = (in.u16() & CRITICAL) != 0;
        int stream = in.u32(Integer.MAX_VALUE);
        MessageType type = MessageType.find(number);
        if (type == null) {
            return new Envelope(stream, critical, new Message.Unknown(number));
        }
        if (in.remaining() > type.longest()) {
            throw in.bad(type + " of " + in.remaining() + " bytes is longer than " + type.longest());
        }
        return new Envelope(stream, critical, body(type, frame.slice().position(Limits.FRAME_HEADER)));
    }

    private static Message body(MessageType type, ByteBuffer body) {
        ByteReader in = new ByteReader(type.name(), body);
        try {
            Message message = type.read(in, body);
            in.end();
            return message;
        } catch (IllegalArgumentException e) {
            MalformedInput malformed = in.bad(String.valueOf(e.getMessage()));
            malformed.addSuppressed(e);
            throw malformed;
        }
    }

    private static ByteBuffer data(Message message) {
        return message instanceof DataMessage carrier ? carrier.data().duplicate() : NOTHING;
    }
}
