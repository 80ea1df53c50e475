// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.transport;

import java.security.PrivateKey;
import org.holdfast.model.DeviceKey;

/** The node's own device key pair (Ed25519). */
public record LocalKey(DeviceKey publicKey, PrivateKey privateKey) {
    @Override
    public String toString() {
        return "LocalKey[" + publicKey + "]";
    }
}
