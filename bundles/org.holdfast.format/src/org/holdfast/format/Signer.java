// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;

/** Signs with one Ed25519 key that it does not hand out. Implementations MUST be thread-safe. */
public interface Signer {
    /** The public key that the signatures are valid under. */
    DeviceKey key();

    /** Ed25519 over "holdfast/v1/" | type | 0x00 | body: 64 bytes. */
    Bytes sign(SignedType type, byte[] body);
}
