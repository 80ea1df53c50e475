// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.crypto;

import org.holdfast.model.FormatId;

/** A cipher as a service. Thread-safe; the sealers and openers it makes are not. */
public interface CipherSuite {
    FormatId id();

    /** Key length in bytes. */
    int keyLength();

    /** Bytes that sealing adds: 16 for an authenticated cipher with a 128-bit tag, 0 for a stream cipher. */
    int overhead();

    /** A sealer for one key; belongs to one thread. Does not keep {@code key}. */
    Sealer sealer(byte[] key);

    /** An opener for one key; belongs to one thread. Does not keep {@code key}. */
    Opener opener(byte[] key);
}
