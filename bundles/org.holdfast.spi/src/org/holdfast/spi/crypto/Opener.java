// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.crypto;

/** Decrypts under one key. Not thread-safe. */
public interface Opener {
    /** The answer when the tag does not fit: nothing was written that may be used. */
    int FORGED = -1;

    /**
     * Decrypts {@code length} bytes (the tag included); may work in place.
     *
     * @param nonce the 12 bytes used when sealing
     * @return bytes written (length − overhead), or {@link #FORGED}
     */
    int open(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset);
}
