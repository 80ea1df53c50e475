// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import org.holdfast.format.identity.DeviceCert;

/**
 * The highest numbers that a recovering machine has seen of its own earlier devices, at partners. Only proven numbers
 * belong here: from a certificate that its root signed, or a header that its own keys authenticate.
 */
public record SeenKeys(int deviceEpoch, int keyGeneration) {
    /** Nothing was seen yet. */
    public static final SeenKeys NONE = new SeenKeys(0, 0);

    public SeenKeys {
        if (deviceEpoch < 0 || keyGeneration < 0) {
            throw new IllegalArgumentException("neither device epochs nor key generations are negative");
        }
    }

    /** The higher of both, number by number. */
    public SeenKeys and(SeenKeys other) {
        return new SeenKeys(Math.max(deviceEpoch, other.deviceEpoch), Math.max(keyGeneration, other.keyGeneration));
    }

    /** With the numbers of a certificate whose signatures are right. */
    public SeenKeys and(DeviceCert cert) {
        return and(new SeenKeys(cert.deviceEpoch(), cert.keyGeneration()));
    }
}
