// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.crypto;

/** Encrypts under one key. The caller guarantees that no nonce is used twice. Not thread-safe. */
public interface Sealer {
    /**
     * Encrypts {@code length} bytes; may work in place (same array and offset).
     *
     * @param nonce 12 bytes; a stream cipher starts its counter from them (docs/format.md says how)
     * @param aad authenticated, not encrypted; MUST be empty for a cipher without a tag
     * @return bytes written: length + overhead
     */
    int seal(byte[] nonce, byte[] aad, byte[] in, int inOffset, int length, byte[] out, int outOffset);
}
