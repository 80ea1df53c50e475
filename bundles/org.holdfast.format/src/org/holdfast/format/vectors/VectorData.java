// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Input for golden vectors that anybody can make again from one sentence. */
public final class VectorData {
    /** The sentence, for the vector files. */
    public static final String RULE =
            "data(s) is SHA-256(ASCII holdfast/vectors, s as u32, c as u32) for c = 0, 1, 2 and so on, big-endian, cut"
                    + " to length";

    private VectorData() {}

    /** The first {@code length} bytes of stream {@code s}. */
    public static byte[] data(int s, int length) {
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int c = 0; out.hasRemaining(); c++) {
            byte[] block = sha256(ByteBuffer.allocate(24)
                    .put("holdfast/vectors".getBytes(StandardCharsets.US_ASCII))
                    .putInt(s)
                    .putInt(c)
                    .array());
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
        return out.array();
    }

    /** SHA-256 in hexadecimal digits. */
    public static String fingerprint(byte[] bytes) {
        return HexFormat.of().formatHex(sha256(bytes));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
