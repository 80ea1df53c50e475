// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.fixed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FixedDiscoveryTest {
    private static final NodeAddress A = new NodeAddress("192.0.2.1", 7_500);
    private static final NodeAddress B = new NodeAddress("backup.example", 7_501);
    private static final Duration NEVER = Duration.ofHours(1);

    private final BlockingQueue<Sighting> heard = new LinkedBlockingQueue<>();

    private static Discovery.Session open(Discovery discovery, Duration interval, Consumer<Sighting> heard) {
        return discovery.open(new Scope("any", "127.0.0.1", 1, interval), () -> new byte[0], heard);
    }

    private void assertHeard(NodeAddress... addresses) throws InterruptedException {
        for (NodeAddress each : addresses) {
            assertEquals(new Sighting.Address(each), heard.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    @Tag("R21")
    void tellsOfAllAddressesAtOnceAndOnEachQuery() throws Exception {
        try (Discovery.Session session = open(new FixedDiscovery(List.of(A, B)), NEVER, heard::add)) {
            assertHeard(A, B);
            session.query();
            assertHeard(A, B);
            session.query();
            assertHeard(A, B);
            assertTrue(heard.isEmpty());
        }
    }

    @Test
    void tellsOfThemAtEveryInterval() throws Exception {
        try (var _ = open(new FixedDiscovery(List.of(A)), Duration.ofMillis(5), heard::add)) {
            assertHeard(A, A, A, A);
        }
    }

    @Test
    void tellsNothingAfterClosing() throws Exception {
        Discovery.Session session = open(new FixedDiscovery(List.of(A)), Duration.ofMillis(1), heard::add);
        assertHeard(A, A);
        session.close();
        session.close();
        heard.clear();
        session.query();
        assertNull(heard.poll(50, TimeUnit.MILLISECONDS));
    }

    @Test
    void mayBeClosedByWhoeverListens() throws Exception {
        BlockingQueue<Discovery.Session> sessions = new LinkedBlockingQueue<>();
        Discovery.Session session = open(new FixedDiscovery(List.of(A)), Duration.ofMillis(1), sighting -> {
            try {
                sessions.take().close();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            heard.add(sighting);
        });
        sessions.add(session);
        assertHeard(A);
        session.close();
        assertTrue(heard.isEmpty());
    }

    @Test
    void anErrorOfTheListenerDoesNotEndIt() throws Exception {
        Consumer<Sighting> broken = sighting -> {
            heard.add(sighting);
            throw new IllegalStateException("planted by this test");
        };
        try (var _ = open(new FixedDiscovery(List.of(A, B)), Duration.ofMillis(5), broken)) {
            assertHeard(A, B, A, B);
        }
    }

    @Test
    void theListIsReadFromConfiguration() throws Exception {
        FixedDiscovery discovery =
                new FixedDiscovery(config("192.0.2.1:7500, backup.example:7501", "[2001:db8::1]:80"));
        try (var _ = open(discovery, NEVER, heard::add)) {
            assertHeard(A, B, new NodeAddress("2001:db8::1", 80));
        }
        try (var _ = open(new FixedDiscovery(config()), Duration.ofMillis(1), heard::add)) {
            assertNull(heard.poll(20, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void aWrongAddressIsNamed() {
        HoldfastException thrown =
                assertThrows(HoldfastException.class, () -> new FixedDiscovery(config("192.0.2.1:7500", "nonsense")));
        assertEquals(ErrorCode.CONFIG_INVALID, thrown.code());
        assertEquals("addresses", thrown.subject());
        assertTrue(thrown.getMessage().contains("'nonsense'"), thrown.getMessage());
        List<NodeAddress> tooMany = Collections.nCopies(1_001, A);
        assertThrows(HoldfastException.class, () -> new FixedDiscovery(tooMany));
    }

    @Test
    void keysAndDefaultsStay() throws Exception {
        assertEquals(
                Map.of("addresses", 0),
                Map.of(
                        FixedConfig.class.getDeclaredMethods()[0].getName(),
                        ((String[]) FixedConfig.class.getDeclaredMethods()[0].getDefaultValue()).length));
        assertEquals(1, FixedConfig.class.getDeclaredMethods().length);
    }

    private static FixedConfig config(String... addresses) {
        return new FixedConfig() {
            @Override
            public String[] addresses() {
                return Arrays.copyOf(addresses, addresses.length);
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return FixedConfig.class;
            }
        };
    }
}
