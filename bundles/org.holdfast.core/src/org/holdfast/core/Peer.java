// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.OwnerId;

/** The other side of a link, after it proved who it is. */
public record Peer(OwnerId id, DeviceCert certificate) {
    public Peer {
        if (!certificate.owner().equals(id)) {
            throw new IllegalArgumentException("the certificate is another owner's");
        }
    }

    public static Peer of(DeviceCert certificate) {
        return new Peer(certificate.owner(), certificate);
    }

    public DeviceKey device() {
        return certificate.device();
    }
}
