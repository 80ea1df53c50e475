// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.holdfast.discovery.broker.internal.Pace;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Visits to brokers that are there, dead, late, or say nonsense. */
@Timeout(60)
@Tag("R3")
class BrokerDiscoveryTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Pace OFTEN = new Pace(Duration.ofMillis(20), SOON, SOON);
    private static final Pace ON_DEMAND = new Pace(Duration.ofHours(1), SOON, SOON);

    private final BlockingQueue<Sighting> heard = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile byte[] own = {7, 7, 7};

    /** Answers each question with the same bytes, and keeps the questions. */
    private final class Scripted implements AutoCloseable {
        private final ServerSocket door = new ServerSocket();
        private final BlockingQueue<byte[]> questions = new LinkedBlockingQueue<>();
        private final byte[] answer;

        Scripted(byte[] answer, int port) throws IOException {
            this.answer = answer;
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            Thread.ofVirtual().start(this::serve);
            open.add(this);
        }

        private void serve() {
            while (!door.isClosed()) {
                try (Socket guest = door.accept()) {
                    byte[] head = guest.getInputStream().readNBytes(28);
                    byte[] advert = guest.getInputStream().readNBytes(head[27]);
                    byte[] all = Arrays.copyOf(head, 28 + advert.length);
                    System.arraycopy(advert, 0, all, 28, advert.length);
                    questions.add(all);
                    guest.getOutputStream().write(answer);
                } catch (IOException e) {
                    assertTrue(e.getMessage() != null || door.isClosed(), e::toString);
                }
            }
        }

        byte[] question() throws InterruptedException {
            byte[] next = questions.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nobody came");
            return next == null ? new byte[0] : next;
        }

        NodeAddress address() {
            return new NodeAddress("127.0.0.1", door.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private static byte[] vector(String message) throws IOException {
        var found = Pattern.compile("\"message\": \"" + message + "\",\\s*\"bytes\": \"([0-9a-f]*)\"")
                .matcher(Files.readString(Path.of("../../docs/vectors/broker.json")));
        assertTrue(found.find(), message);
        return HexFormat.of().parseHex(found.group(1));
    }

    private Discovery.Session visit(Pace pace, NodeAddress... brokers) {
        Discovery discovery = new BrokerDiscovery(List.of(brokers), pace, new Random(1));
        var scope = new Scope("holdfast-test", "127.0.0.1", 45_599, Duration.ofHours(1));
        Discovery.Session session = discovery.open(scope, () -> own, heard::add);
        open.add(session);
        return session;
    }

    private void assertTwoHeard() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertTrue(heard.poll(20, TimeUnit.SECONDS) instanceof Sighting.Advert);
        }
    }

    @Test
    void eachBrokerIsToldAndAsked() throws Exception {
        Scripted one = new Scripted(vector("answer: taken, two others"), 0);
        Scripted other = new Scripted(vector("answer: taken, nobody else"), 0);
        visit(ON_DEMAND, one.address(), other.address());
        assertTwoHeard();
        assertArrayEquals(new byte[] {7, 7, 7}, Arrays.copyOfRange(one.question(), 28, 31));
        assertEquals(31, other.question().length);
    }

    @Test
    void whoHasNothingToSayOnlyAsks() throws Exception {
        own = new byte[0];
        Scripted broker = new Scripted(vector("answer: taken, two others"), 0);
        visit(ON_DEMAND, broker.address());
        assertEquals(28, broker.question().length);
        assertTwoHeard();
    }

    @Test
    void itComesAtTheIntervalAndWhenSomebodyIsWanted() throws Exception {
        Scripted broker = new Scripted(vector("answer: taken, nobody else"), 0);
        visit(OFTEN, broker.address());
        for (int i = 0; i < 4; i++) {
            broker.question();
        }
        Scripted asked = new Scripted(vector("answer: taken, nobody else"), 0);
        Discovery.Session session = visit(ON_DEMAND, asked.address());
        asked.question();
        assertNull(asked.questions.poll(100, TimeUnit.MILLISECONDS), "nobody is wanted");
        session.query();
        asked.question();
    }

    @Test
    @Tag("R2")
    void aDeadBrokerAndAFalseOneHoldUpNobody() throws Exception {
        Scripted dead = new Scripted(new byte[0], 0);
        dead.close();
        Scripted nonsense =
                new Scripted("HTTP/1.1 400 Bad Request".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0);
        Scripted good = new Scripted(vector("answer: taken, two others"), 0);
        visit(OFTEN, dead.address(), nonsense.address(), good.address());
        assertTwoHeard();
        assertTwoHeard();
    }

    @Test
    @Tag("R2")
    void aBrokerThatComesBackIsFound() throws Exception {
        Scripted first = new Scripted(vector("answer: taken, two others"), 0);
        NodeAddress address = first.address();
        visit(OFTEN, address);
        assertTwoHeard();
        first.close();
        Thread.sleep(50);
        heard.clear();
        new Scripted(vector("answer: taken, two others"), address.port());
        assertTwoHeard();
    }

    /** A broker that takes the question and then says nothing. */
    @Test
    void closingDoesNotWaitForASilentBroker() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Discovery.Session session = visit(OFTEN, new NodeAddress("127.0.0.1", silent.getLocalPort()));
            silent.accept();
            long started = System.nanoTime();
            session.close();
            session.close();
            assertTrue(System.nanoTime() - started < TimeUnit.SECONDS.toNanos(4), "closing took as long as patience");
        }
    }

    @Test
    void withoutBrokersNothingHappens() {
        visit(OFTEN).query();
        assertTrue(heard.isEmpty());
    }

    @Test
    void settingsAreReadOrRefused() {
        assertEquals("broker", new BrokerDiscovery(config(300, "b1.example:7620, [2001:db8::1]:7620")).id());
        new BrokerDiscovery(config(1));
        for (BrokerConfig wrong : List.of(
                config(300, "b1.example"),
                config(0, "b1:1"),
                config(901, "b1:1"),
                config(300, "a:1 b:1 c:1 d:1 e:1 f:1 g:1 h:1 i:1"))) {
            HoldfastException refused = assertThrows(HoldfastException.class, () -> new BrokerDiscovery(wrong));
            assertEquals(ErrorCode.CONFIG_INVALID, refused.code());
        }
    }

    @Test
    void defaultsArePinned() throws Exception {
        assertEquals(300, BrokerConfig.class.getMethod("interval_seconds").getDefaultValue());
        assertArrayEquals(new String[0], (String[])
                BrokerConfig.class.getMethod("brokers").getDefaultValue());
    }

    private static BrokerConfig config(int seconds, String... brokers) {
        return new BrokerConfig() {
            @Override
            public String[] brokers() {
                return brokers;
            }

            @Override
            public int interval_seconds() {
                return seconds;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return BrokerConfig.class;
            }
        };
    }
}
