// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/**
 * The fuzz target of the frame decoder, in the form that Jazzer calls. Whatever comes in, the decoder answers a message
 * that can be written and read again, or MALFORMED_INPUT or NEWER_VERSION; and it allocates no more than a small
 * multiple of what came in.
 */
public final class FrameFuzz {
    /** What decoding may allocate for each byte that came in, and in any case. */
    private static final long PER_BYTE = 40;

    private static final long BASE = 32 * 1024;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FrameFuzz() {}

    public static void fuzzerTestOneInput(byte[] frame) {
        Optional<Envelope> envelope = decode(frame);
        long allowed = BASE + PER_BYTE * frame.length;
        // the first run of a path loads its classes, which counts as allocation, too
        if (allocation(frame) > allowed && allocation(frame) > allowed) {
            throw new AssertionError(allocation(frame) + " bytes allocated for a frame of " + frame.length);
        }
        if (envelope.isPresent() && !(envelope.get().message() instanceof Message.Unknown)) {
            Envelope again = Frames.decode(Frames.encode(envelope.get()));
            if (!again.equals(envelope.get())) {
                throw new AssertionError("written and read again it is another message: " + again);
            }
        }
    }

    private static long allocation(byte[] frame) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        decode(frame);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static Optional<Envelope> decode(byte[] frame) {
        try {
            return Optional.of(MessageCodec.decode(ByteBuffer.wrap(frame)));
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.MALFORMED_INPUT && e.code() != ErrorCode.NEWER_VERSION) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
