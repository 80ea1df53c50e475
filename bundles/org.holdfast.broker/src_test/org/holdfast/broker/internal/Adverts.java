// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id16;
import org.holdfast.model.NodeAddress;

/** Adverts of made-up devices, by number. */
final class Adverts {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final ConfederationId OURS = new Founding(signer(-1).key(), NOW, "example").id();
    static final ConfederationId OTHERS = new Founding(signer(-2).key(), NOW, "others").id();
    static final Id16 GROUP = group(OURS);

    private Adverts() {}

    static Id16 group(ConfederationId confederation) {
        return Id16.truncated(Mac.sha256(JoinCode.group(confederation).getBytes(StandardCharsets.UTF_8))
                .bytes());
    }

    static Signer signer(int number) {
        return Signatures.signer(
                Ed25519.privateKey(ByteBuffer.allocate(32).putInt(28, number).array()));
    }

    static Advert of(int device, Instant when) {
        return of(OURS, device, when);
    }

    static Advert of(ConfederationId confederation, int device, Instant when) {
        Signer signer = signer(device);
        DeviceCert cert = DeviceCert.issue(signer(-3), signer, 1, 1, NOW);
        var address = new NodeAddress("10." + (device >> 16) + "." + (device >> 8 & 255) + "." + (device & 255), 7610);
        var offer = new Advert.Offer(1, "host" + device, ByteCount.of(1L << 36), List.of(address), "node" + device);
        return Advert.issue(cert, confederation, offer, when, signer);
    }
}
