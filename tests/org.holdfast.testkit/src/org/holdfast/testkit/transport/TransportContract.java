// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promises of {@link Transport} and {@link Link}, over unicast on the loopback interface. */
@Timeout(60)
public abstract class TransportContract {
    protected static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int[] SIZES = {1, 2, 3, 4, 5, 4_095, 4_096, 16_379, 16_380, 16_381, 65_536, Link.MAX_FRAME};

    protected final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    protected Transport transport;
    protected Acceptor acceptor;

    /** A new one. */
    protected abstract Transport newTransport();

    @BeforeEach
    void open() {
        transport = newTransport();
        acceptor = new Acceptor(transport);
    }

    @AfterEach
    void close() {
        acceptor.close();
        tasks.shutdownNow();
    }

    @Test
    @Tag("R21")
    void framesOfAllSizesArriveWholeAndInOrderBothWaysAtOnce() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            Future<?> there = tasks.submit(() -> sendAll(pair.near(), 1));
            Future<?> back = tasks.submit(() -> sendAll(pair.far(), 2));
            Future<?> atNear = tasks.submit(() -> expectAll(pair.near(), 2));
            expectAll(pair.far(), 1);
            for (Future<?> each : List.of(there, back, atNear)) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private static void sendAll(Link link, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int size : SIZES) {
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            int cut = random.nextInt(size + 1);
            ByteBuffer direct = ByteBuffer.allocateDirect(size - cut)
                    .put(frame, cut, size - cut)
                    .flip();
            link.send(ByteBuffer.wrap(frame, 0, cut), direct);
        }
    }

    private static void expectAll(Link link, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int size : SIZES) {
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            random.nextInt(size + 1);
            assertArrayEquals(frame, bytes(link.receive(PATIENCE)), "a frame of " + size + " bytes, seed " + seed);
        }
    }

    @Test
    void framesOfManySendersAreNeverMixed() throws Exception {
        int senders = 8;
        int frames = 40;
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            List<Future<?>> sending = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                byte[] frame = new byte[40_000 + sender];
                Arrays.fill(frame, (byte) sender);
                sending.add(tasks.submit(() -> {
                    for (int i = 0; i < frames; i++) {
                        pair.near().send(ByteBuffer.wrap(frame));
                    }
                }));
            }
            int[] seen = new int[senders];
            for (int i = 0; i < senders * frames; i++) {
                byte[] frame = bytes(pair.far().receive(PATIENCE));
                int sender = frame[0];
                assertEquals(40_000 + sender, frame.length);
                for (byte each : frame) {
                    assertEquals(sender, each);
                }
                seen[sender]++;
            }
            for (int count : seen) {
                assertEquals(frames, count);
            }
            for (Future<?> each : sending) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void eachSideKnowsTheOther() throws Exception {
        LocalKey dialler = TestKeys.deviceKey();
        try (Link near = transport.connect(acceptor.address(), dialler, Optional.empty(), PATIENCE);
                Link far = acceptor.take()) {
            assertEquals(acceptor.key().publicKey(), near.peer());
            assertEquals(dialler.publicKey(), far.peer());
            assertEquals(acceptor.address(), near.remote());
            assertEquals("127.0.0.1", far.remote().host());
        }
    }

    @Test
    void bindingIsEqualAtBothEndsAndDifferentOnEachLink() throws Exception {
        try (Acceptor.Pair one = acceptor.dialledBy(transport);
                Acceptor.Pair two = acceptor.dialledBy(transport)) {
            assertEquals(32, one.near().channelBinding().length);
            assertArrayEquals(one.near().channelBinding(), one.far().channelBinding());
            assertArrayEquals(two.near().channelBinding(), two.far().channelBinding());
            assertFalse(Arrays.equals(one.near().channelBinding(), two.near().channelBinding()));
        }
    }

    @Test
    void anotherKeyThanTheExpectedIsAnImpostorAndGetsNoLink() {
        LocalKey other = TestKeys.deviceKey();
        HoldfastException thrown = assertThrows(
                HoldfastException.class,
                () -> transport.connect(
                        acceptor.address(), TestKeys.deviceKey(), Optional.of(other.publicKey()), PATIENCE));
        assertEquals(ErrorCode.PEER_IMPOSTOR, thrown.code());
        assertFalse(thrown.retryable());
        assertFalse(acceptor.hasAccepted());
    }

    @Test
    void patienceThatRunsOutLosesNothing() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            for (int i = 0; i < 5; i++) {
                HoldfastException thrown =
                        assertThrows(HoldfastException.class, () -> pair.far().receive(Duration.ofMillis(20)));
                assertEquals(ErrorCode.TIMED_OUT, thrown.code());
                assertTrue(thrown.retryable());
                byte[] frame = new byte[30_000 + i];
                frame[i] = 1;
                pair.near().send(ByteBuffer.wrap(frame));
                assertArrayEquals(frame, bytes(pair.far().receive(PATIENCE)));
            }
        }
    }

    @Test
    void framesSentBeforeAnOrderlyEndArriveThenNothingForEver() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            pair.far().send(ByteBuffer.wrap(new byte[100_000])); // never read by the side that closes
            pair.near().send(ByteBuffer.wrap(new byte[] {42}));
            pair.near().close();
            pair.near().close();
            assertArrayEquals(new byte[] {42}, bytes(pair.far().receive(PATIENCE)));
            assertTrue(pair.far().receive(PATIENCE).isEmpty());
            assertTrue(pair.far().receive(PATIENCE).isEmpty());
            assertLost(() -> pair.near().receive(PATIENCE));
            assertLost(() -> {
                pair.near().send(ByteBuffer.wrap(new byte[1]));
                return "sent";
            });
        }
    }

    @Test
    void closeWakesTheReader() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            Future<?> reading = tasks.submit(() -> pair.near().receive(Duration.ofMinutes(5)));
            assertThrows(TimeoutException.class, () -> reading.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
            pair.near().close();
            assertLostIn(reading);
        }
    }

    @Test
    void closeWakesTheWriterThatNobodyReads() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            ByteBuffer frame = ByteBuffer.allocate(Link.MAX_FRAME);
            Future<?> writing = tasks.submit((Callable<Void>) () -> {
                while (true) {
                    pair.near().send(frame);
                }
            });
            assertThrows(TimeoutException.class, () -> writing.get(500, TimeUnit.MILLISECONDS));
            pair.near().close();
            assertLostIn(writing);
        }
    }

    @Test
    void aFrameThatIsEmptyOrTooLongIsRefusedAndTheLinkGoesOn() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            assertThrows(IllegalArgumentException.class, () -> pair.near().send(ByteBuffer.allocate(0)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> pair.near().send(ByteBuffer.allocate(Link.MAX_FRAME), ByteBuffer.allocate(1)));
            pair.near().send(ByteBuffer.wrap(new byte[] {1}));
            assertArrayEquals(new byte[] {1}, bytes(pair.far().receive(PATIENCE)));
        }
    }

    @Test
    void aPortInUseIsSaidSo() {
        InetSocketAddress taken = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), acceptor.listener().port());
        HoldfastException thrown =
                assertThrows(HoldfastException.class, () -> transport.listen(taken, acceptor.key(), Link::close));
        assertEquals(ErrorCode.PORT_IN_USE, thrown.code());
        assertTrue(thrown.getMessage().contains(String.valueOf(taken.getPort())), thrown.getMessage());
    }

    @Test
    void aClosedListenerAcceptsNothingMoreAndItsLinksGoOn() throws Exception {
        try (Acceptor.Pair pair = acceptor.dialledBy(transport)) {
            NodeAddress address = acceptor.address();
            acceptor.listener().close();
            acceptor.listener().close();
            assertLost(() -> transport.connect(address, TestKeys.deviceKey(), Optional.empty(), PATIENCE));
            pair.near().send(ByteBuffer.wrap(new byte[] {7}));
            assertArrayEquals(new byte[] {7}, bytes(pair.far().receive(PATIENCE)));
        }
    }

    @Test
    void whoDoesNotAnswerAtAllTimesOut() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            NodeAddress address = new NodeAddress("127.0.0.1", silent.getLocalPort());
            HoldfastException thrown = assertThrows(
                    HoldfastException.class,
                    () -> transport.connect(address, TestKeys.deviceKey(), Optional.empty(), Duration.ofMillis(200)));
            assertEquals(ErrorCode.TIMED_OUT, thrown.code());
            assertTrue(thrown.retryable());
        }
    }

    @Test
    void anErrorOfTheConsumerEndsOnlyItsLink() throws Exception {
        LocalKey key = TestKeys.deviceKey();
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Transport.Listener broken = transport.listen(any, key, link -> {
            throw new IllegalStateException("planted by this test");
        })) {
            NodeAddress address = new NodeAddress("127.0.0.1", broken.port());
            for (int i = 0; i < 2; i++) {
                try (Link link = transport.connect(address, TestKeys.deviceKey(), Optional.empty(), PATIENCE)) {
                    assertTrue(link.receive(PATIENCE).isEmpty());
                }
            }
        }
    }

    /** The frame, which must be there. */
    protected static byte[] bytes(Optional<ByteBuffer> frame) {
        ByteBuffer buffer = frame.orElseThrow(() -> new AssertionError("the link ended"));
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(copy);
        return copy;
    }

    protected static void assertLost(Callable<?> call) {
        HoldfastException thrown = assertThrows(HoldfastException.class, call::call);
        assertEquals(ErrorCode.PEER_LOST, thrown.code(), thrown.getMessage());
        assertTrue(thrown.retryable());
        assertNotEquals("", thrown.subject());
    }

    private static void assertLostIn(Future<?> task) {
        assertLost(() -> {
            try {
                return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                throw (Exception) e.getCause();
            }
        });
    }
}
