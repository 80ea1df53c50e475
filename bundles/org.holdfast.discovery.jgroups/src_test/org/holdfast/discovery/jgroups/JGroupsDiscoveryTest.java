// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.discovery.jgroups.internal.Pace;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several sessions in this JVM, over real multicast on the loopback interface. */
@Timeout(60)
class JGroupsDiscoveryTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Pace QUICK = new Pace(Duration.ofMillis(50), 50, Duration.ofMillis(100));
    /** Own ports for each test, beside those of other builds on this machine. */
    private static final AtomicInteger PORTS =
            new AtomicInteger(46_000 + (int) (ProcessHandle.current().pid() % 900) * 10);

    private final int port = PORTS.getAndIncrement();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(node -> node.session.close());
    }

    /** One session, and what it hears. */
    private final class Node {
        final byte[] advert;
        final List<Sighting> heard = new ArrayList<>();
        final AtomicInteger asked = new AtomicInteger();
        final Discovery.Session session;

        Node(String group, int size, Duration interval, String address) {
            advert = new byte[size];
            new Random(nodes.size()).nextBytes(advert);
            session = new JGroupsDiscovery(new Random(1), QUICK)
                    .open(new Scope(group, address, port, interval), this::nextAdvert, this::hear);
            nodes.add(this);
        }

        private byte[] nextAdvert() {
            asked.incrementAndGet();
            return advert;
        }

        private synchronized void hear(Sighting sighting) {
            heard.add(sighting);
            notifyAll();
        }

        Sighting sighting() {
            return new Sighting.Advert(Bytes.of(advert));
        }

        synchronized int count(Sighting wanted) {
            return Collections.frequency(heard, wanted);
        }

        synchronized int count() {
            return heard.size();
        }

        /** What it heard but these; at one moment, as others go on speaking. */
        synchronized List<Sighting> besides(Sighting... known) {
            return heard.stream().filter(each -> !List.of(known).contains(each)).toList();
        }

        synchronized void forget() {
            heard.clear();
        }

        void awaitAdvertOf(Node other) throws InterruptedException {
            await(other.sighting(), 1);
        }

        /** Waits until it was heard so often since the start or {@link #forget}. */
        synchronized void await(Sighting wanted, int times) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (count(wanted) < times) {
                long left = (end - System.nanoTime()) / 1_000_000;
                assertTrue(left > 0, "not heard: " + wanted);
                wait(left);
            }
        }
    }

    private Node node(String group, int size) {
        return new Node(group, size, NEVER, "127.0.0.1");
    }

    @Test
    void newcomersAndThoseThatAreThereHearEachOther() throws Exception {
        Node first = node("Büro", 700);
        Node second = node("Büro", 1);
        second.awaitAdvertOf(first);
        first.awaitAdvertOf(second);
        Node third = node("Büro", 300);
        third.awaitAdvertOf(first);
        third.awaitAdvertOf(second);
        first.awaitAdvertOf(third);
        second.awaitAdvertOf(third);
        for (Node each : nodes) {
            assertEquals(0, each.count(each.sighting()), "an echo");
        }
    }

    @Test
    void anotherGroupIsNotHeard() throws Exception {
        Node first = node("a", 10);
        Node other = node("b", 11);
        Node second = node("a", 12);
        first.awaitAdvertOf(second);
        second.awaitAdvertOf(first);
        other.session.query();
        Node third = node("b", 13);
        other.awaitAdvertOf(third);
        third.awaitAdvertOf(other);
        for (Node each : List.of(first, second)) {
            assertEquals(0, each.count(other.sighting()) + each.count(third.sighting()));
        }
    }

    @Test
    void aQueryIsHeardAndAnswered() throws Exception {
        Node first = node("q", 20);
        Node second = node("q", 21);
        first.awaitAdvertOf(second);
        second.awaitAdvertOf(first);
        first.forget();
        second.forget();
        first.session.query();
        second.await(new Sighting.Query(), 1);
        first.awaitAdvertOf(second);
    }

    @Test
    void advertsAreRepeatedAndMadeAnewEachTime() throws Exception {
        Node listener = node("r", 30);
        Node repeating = new Node("r", 31, Duration.ofMillis(50), "127.0.0.1");
        listener.await(repeating.sighting(), 5);
        assertTrue(repeating.asked.get() >= 5);
    }

    @Test
    void anAdvertThatIsTooLongIsNotSentAndTheSessionGoesOn() throws Exception {
        Node wordy = node("o", 701);
        Node other = node("o", 40);
        wordy.awaitAdvertOf(other);
        other.session.query();
        wordy.await(new Sighting.Query(), 1);
        assertEquals(0, other.count(wordy.sighting()));
    }

    @Test
    void whoHasNothingToSayYetListensOnly() throws Exception {
        Node silent = new Node("e", 0, Duration.ofMillis(20), "127.0.0.1");
        Node other = new Node("e", 45, Duration.ofMillis(20), "127.0.0.1");
        silent.await(other.sighting(), 3);
        assertTrue(silent.asked.get() > 0);
        assertEquals(List.of(), other.besides(new Sighting.Query()));
    }

    @Test
    void aStormIsLimited() throws Exception {
        Node quiet = node("s", 50);
        Node other = node("s", 51);
        quiet.awaitAdvertOf(other);
        byte[] packet = capturePacket(other);
        quiet.forget();
        storm(packet, 2_000);
        Node late = new Node("s", 52, Duration.ofMillis(100), "127.0.0.1");
        quiet.awaitAdvertOf(late); // it gets through once the allowance has grown again
        assertTrue(quiet.count(other.sighting()) < 500, quiet.count() + " were heard");
    }

    private void storm(byte[] packet, int times) throws IOException {
        try (MulticastSocket socket = loopbackSocket(0)) {
            for (int i = 0; i < times; i++) {
                socket.send(new DatagramPacket(packet, packet.length, InetAddress.ofLiteral("239.192.7.7"), port));
            }
        }
    }

    @Test
    void whatIsNotOfTheGroupsShapeIsDroppedAndHarmsNothing() throws Exception {
        Node first = node("g", 60);
        Node other = node("g", 61);
        first.awaitAdvertOf(other);
        byte[] packet = capturePacket(other);
        Random random = new Random(3);
        first.forget();
        try (MulticastSocket socket = loopbackSocket(0)) {
            for (int i = 0; i < 5_000; i++) {
                byte[] changed = packet.clone();
                changed[random.nextInt(70)] ^= (byte) (1 << random.nextInt(8));
                int length = random.nextInt(10) == 0 ? random.nextInt(packet.length + 1) : packet.length;
                socket.send(new DatagramPacket(changed, length, InetAddress.ofLiteral("239.192.7.7"), port));
            }
        }
        Node late = new Node("g", 62, Duration.ofMillis(100), "127.0.0.1");
        first.awaitAdvertOf(late);
        assertEquals(
                List.of(),
                first.besides(other.sighting(), late.sighting(), new Sighting.Query()),
                "something else was heard");
    }

    /** One advert of {@code node} as it is on the wire. */
    private byte[] capturePacket(Node node) throws IOException {
        try (MulticastSocket socket = loopbackSocket(port)) {
            socket.joinGroup(
                    new InetSocketAddress(InetAddress.ofLiteral("239.192.7.7"), port),
                    NetworkInterface.getByName("lo"));
            socket.setSoTimeout(20_000);
            nodes.getFirst().session.query();
            DatagramPacket packet = new DatagramPacket(new byte[2_000], 2_000);
            do {
                socket.receive(packet);
            } while (packet.getLength() < node.advert.length + 20
                    || !Bytes.of(Arrays.copyOfRange(
                                    packet.getData(), packet.getLength() - node.advert.length, packet.getLength()))
                            .equals(Bytes.of(node.advert)));
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }
    }

    private static MulticastSocket loopbackSocket(int port) throws IOException {
        MulticastSocket socket = new MulticastSocket(port);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
        return socket;
    }

    @Test
    void closeEndsAllThreads(@TempDir Path folder) throws Exception {
        Node first = node("t", 70);
        Node second = node("t", 71);
        first.awaitAdvertOf(second);
        assertTrue(threads(folder.resolve("before")) > 0, "the probe is broken");
        first.session.close();
        second.session.close();
        first.session.close();
        awaitNoThreads(folder);
    }

    /** One that has just ended is listed a moment longer. */
    private static void awaitNoThreads(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        for (int dumps = 0; threads(folder.resolve("after" + dumps)) > 0; dumps++) {
            assertTrue(System.nanoTime() - end < 0, "some are left");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Threads of JGroups or of a session, virtual ones too. */
    private static long threads(Path dump) throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        return Files.readAllLines(dump).stream()
                .filter(line -> line.startsWith("#") && line.matches(".*(jgroups|receiver|holdfast-multicast|Timer).*"))
                .count();
    }

    @Test
    void anAddressThatIsNotHereIsTriedUntilClosed() throws Exception {
        Node lost = new Node("n", 80, NEVER, "192.0.2.77");
        lost.session.query();
        Node other = node("n", 81);
        Node another = node("n", 82);
        other.awaitAdvertOf(another);
        lost.session.close();
        assertEquals(0, lost.count());
    }

    @Test
    void anAddressThatIsANameIsRefused() {
        Scope scope = new Scope("n", "localhost", port, NEVER);
        HoldfastException thrown = assertThrows(
                HoldfastException.class, () -> new JGroupsDiscovery().open(scope, () -> new byte[1], sighting -> {}));
        assertEquals(ErrorCode.CONFIG_INVALID, thrown.code());
    }
}
