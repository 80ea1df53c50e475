// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa.internal;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.RandomStream;

/** Numbers as bytes: unsigned, big-endian, of a fixed length. */
final class Numbers {
    private Numbers() {}

    static BigInteger of(byte[] bytes, int offset, int length) {
        return new BigInteger(1, bytes, offset, length);
    }

    /** The next {@code words} u64 of a stream as one number, the first one on top. */
    static BigInteger next(RandomStream stream, int words) {
        ByteBuffer bytes = ByteBuffer.allocate(words * Long.BYTES);
        while (bytes.hasRemaining()) {
            bytes.putLong(stream.next());
        }
        return new BigInteger(1, bytes.array());
    }

    /** @throws MalformedInput if it does not fit */
    static byte[] bytes(BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        int skip = signed[0] == 0 ? 1 : 0;
        if (number.signum() < 0 || signed.length - skip > length) {
            throw new MalformedInput("number", 0, "it does not fit into " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        System.arraycopy(signed, skip, bytes, length - (signed.length - skip), signed.length - skip);
        return bytes;
    }
}
