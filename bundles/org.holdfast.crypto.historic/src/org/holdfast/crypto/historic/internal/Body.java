// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import java.security.GeneralSecurityException;

/** What stands before the tag: how plaintext becomes it and back. Not thread-safe. */
public sealed interface Body permits StreamBody, RsaBody {
    /** Bytes that it is longer than the plaintext. */
    int overhead();

    /** Writes {@code length} + overhead bytes; may work in place. */
    void seal(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException;

    /**
     * Takes {@code length} bytes, at least overhead, whose tag fits, and writes the plaintext; may work in place.
     *
     * @throws GeneralSecurityException also if it is not what {@link #seal} writes; then nothing was written
     */
    void open(byte[] nonce, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws GeneralSecurityException;
}
