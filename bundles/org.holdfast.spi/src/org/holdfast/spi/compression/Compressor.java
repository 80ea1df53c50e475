// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.compression;

import org.holdfast.model.FormatId;

/** A lossless compressor as a service. Thread-safe. */
public interface Compressor {
    FormatId id();

    /** The answer of {@link #compress} when the result would not be shorter than the input. */
    int NOT_SMALLER = -1;

    /**
     * Compresses {@code length} bytes.
     *
     * @param out at least {@code length} bytes from {@code outOffset} on
     * @return bytes written, always fewer than {@code length}, or {@link #NOT_SMALLER}
     */
    int compress(byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /**
     * Restores exactly {@code exactLength} bytes; never writes more (a bomb is refused).
     *
     * @throws org.holdfast.model.MalformedInput if the input is damaged or gives another length
     */
    void decompress(byte[] in, int inOffset, int length, byte[] out, int outOffset, int exactLength);
}
