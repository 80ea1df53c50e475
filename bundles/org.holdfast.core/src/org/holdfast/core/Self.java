// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core;

import org.holdfast.format.Signer;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.OwnerId;

/** This node in a conversation: who it is, and what it signs with. */
public record Self(OwnerId id, DeviceCert certificate, Signer device) {
    public Self {
        if (!certificate.owner().equals(id) || !certificate.device().equals(device.key())) {
            throw new IllegalArgumentException("certificate and device key are not this owner's");
        }
    }

    public static Self of(DeviceCert certificate, Signer device) {
        return new Self(certificate.owner(), certificate, device);
    }
}
