// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.Founding;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CPU time of hearing the adverts of 199 others once a minute; {@code IdleCostTest-output.txt} has the figure. */
class IdleCostTest {
    private static final int OTHERS = 199;
    private static final int MINUTES = 20;
    private static final int WARM = 10;
    private static final double MOST_OF_A_CORE = 0.005;
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Founding FOUNDING = new Founding(signer(-1).key(), START, "example");

    @TempDir
    Path home;

    private Instant now = START;
    private Consumer<Sighting> ear = sighting -> {};

    private static Signer signer(int number) {
        return Signatures.signer(
                Ed25519.privateKey(ByteBuffer.allocate(32).putInt(28, number).array()));
    }

    private static DeviceCert certificate(int number) {
        return DeviceCert.issue(signer(1_000 + number), signer(number), 1, 1, START);
    }

    private final class Ear implements Discovery, Discovery.Session {
        @Override
        public String id() {
            return "ear";
        }

        @Override
        public Session open(Scope scope, Supplier<byte[]> advert, Consumer<Sighting> heard) {
            ear = heard;
            return this;
        }

        @Override
        public void query() {}

        @Override
        public void close() {}
    }

    @Test
    void twoHundredMembersCostLessThanHalfAPercentOfACore() {
        AtomicInteger told = new AtomicInteger();
        DeviceCert own = certificate(0);
        var around = new AdvertDesk.Around(
                new AdvertGate.Self(own.owner(), own.device()),
                new AdvertGate.Membership(FOUNDING.id()::equals, owner -> true),
                Optional::empty,
                heard -> told.incrementAndGet(),
                twin -> {},
                ignored -> {});
        try (AdvertDesk desk = new AdvertDesk(around, new AdvertCache(home), () -> now)) {
            desk.look(List.of(new Ear()), new Scope("group", "127.0.0.1", 45_599, Duration.ofSeconds(60)));
            List<DeviceCert> certificates = new ArrayList<>();
            for (int i = 1; i <= OTHERS; i++) {
                certificates.add(certificate(i));
            }
            long used = 0;
            for (int minute = 0; minute < MINUTES; minute++) {
                long cost = minute(certificates);
                used += minute < WARM ? 0 : cost;
            }
            double share = used / 1e9 / ((MINUTES - WARM) * 60.0);
            System.out.printf("%.4f %% of a core for the adverts of %d others%n", 100 * share, OTHERS);
            assertEquals(OTHERS, desk.addresses().size());
            assertTrue(share < MOST_OF_A_CORE, () -> share + " of a core");
        }
    }

    /** One advert of each, evenly spread. @return nanoseconds of CPU that hearing them took */
    private long minute(List<DeviceCert> certificates) {
        long used = 0;
        for (int i = 0; i < certificates.size(); i++) {
            now = now.plusMillis(60_000 / OTHERS);
            DeviceCert cert = certificates.get(i);
            var address = new NodeAddress("10.0." + i / 200 + "." + (i + 1), 7610);
            var offer = new Advert.Offer(1, "host" + i, ByteCount.ZERO, List.of(address), "node" + i);
            Sighting advert = new Sighting.Advert(Bytes.of(
                    Advert.issue(cert, FOUNDING.id(), offer, now, signer(i + 1)).bytes()));
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            ear.accept(advert);
            used += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
        }
        return used;
    }
}
