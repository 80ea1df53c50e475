// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.SignedType;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken of adverts, in the order of docs/protocol-discovery.md. */
class AdvertDeskTest {
    private static final Signer ALICE = signer(2);
    private static final DeviceCert CERT = certificate(1, ALICE);
    private static final DeviceCert MALLORYS = certificate(5, signer(6));

    private final NodeClock clock = new NodeClock();
    private final Air air = new Air();
    private final AdvertDesk desk =
            new AdvertDesk(certificate(3, signer(4)).owner(), Optional::empty, heard -> {}, clock);

    /** Hears what the test says. */
    private static final class Air implements Discovery, Discovery.Session {
        private Consumer<Sighting> heard = sighting -> {};

        @Override
        public String id() {
            return "air";
        }

        @Override
        public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> listener) {
            heard = listener;
            return this;
        }

        void carries(byte[] advert) {
            heard.accept(new Sighting.Advert(Bytes.of(advert)));
        }

        @Override
        public void query() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        desk.look(List.of(air), new Scope("group", "127.0.0.1", 45599, Duration.ofSeconds(60)));
    }

    private static Signer signer(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return Signatures.signer(Ed25519.privateKey(bytes));
    }

    private static DeviceCert certificate(int root, Signer device) {
        return DeviceCert.issue(signer(root), device, 1, 1, Instant.parse("2026-03-01T12:00:00Z"));
    }

    private static Advert advert(DeviceCert cert, Signer device, int lastByte, Instant when) {
        var founding = new Founding(signer(9).key(), Instant.parse("2026-03-01T12:00:00Z"), "example");
        var offer = new Advert.Offer(
                1, "host", ByteCount.ZERO, List.of(new NodeAddress("192.0.2." + lastByte, 7610)), "alice");
        return Advert.issue(cert, founding.id(), offer, when, device);
    }

    private List<String> hosts() {
        return desk.addresses().stream().map(NodeAddress::host).toList();
    }

    @Test
    void aTrueAdvertIsAnAddress() {
        air.carries(advert(CERT, ALICE, 1, clock.instant()).bytes());
        assertEquals(List.of("192.0.2.1"), hosts());
    }

    @Test
    void anOldOneAFarOneAndABadlySignedOneAreNot() {
        Instant now = clock.instant();
        air.carries(advert(CERT, ALICE, 1, now).bytes());
        air.carries(advert(CERT, ALICE, 2, now.minusSeconds(1)).bytes());
        air.carries(advert(CERT, ALICE, 3, now.plus(Duration.ofHours(25))).bytes());
        byte[] forged = advert(CERT, ALICE, 4, now.plusSeconds(1)).bytes();
        forged[forged.length - 1] ^= 1;
        air.carries(forged);
        air.carries(new byte[] {1, 2, 3});
        assertEquals(List.of("192.0.2.1"), hosts());
    }

    @Test
    void nobodyIsSilencedByAnAdvertInHisName() {
        Advert mallorys = advert(MALLORYS, signer(6), 66, clock.instant().plus(Duration.ofHours(23)));
        byte[] inAlicesName = mallorys.bytes();
        System.arraycopy(CERT.owner().bytes(), 0, inAlicesName, 8, 32);
        int body = inAlicesName.length - Signatures.BYTES;
        byte[] signature = signer(6)
                .sign(SignedType.ADVERT, Arrays.copyOf(inAlicesName, body))
                .toArray();
        System.arraycopy(signature, 0, inAlicesName, body, Signatures.BYTES);
        air.carries(inAlicesName);
        assertEquals(List.of("192.0.2.66"), hosts(), "it is good as far as anybody can tell");

        air.carries(advert(CERT, ALICE, 1, clock.instant()).bytes());
        assertEquals(List.of("192.0.2.66", "192.0.2.1"), hosts());
    }
}
