// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit;

/** Input for golden vectors that anybody can make again from one sentence; the node makes the same. */
public final class VectorData {
    /** The sentence, for the vector files. */
    public static final String RULE = org.holdfast.format.vectors.VectorData.RULE;

    private VectorData() {}

    /** The first {@code length} bytes of stream {@code s}. */
    public static byte[] data(int s, int length) {
        return org.holdfast.format.vectors.VectorData.data(s, length);
    }

    /** SHA-256 in hexadecimal digits. */
    public static String fingerprint(byte[] bytes) {
        return org.holdfast.format.vectors.VectorData.fingerprint(bytes);
    }
}
