// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.security.SecureRandom;

/** Randomness that is not random: the same bytes each time. */
final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] bytes;

    FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] into) {
        System.arraycopy(bytes, 0, into, 0, into.length);
    }
}
