// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.EntryReport;
import org.holdfast.node.control.OwnFilesControl;
import org.holdfast.node.control.OwnSnapshotReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Users of the machine over a real Unix socket: the system says who they are, and one that stands still is hung up on. */
@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class UserSocketTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final EntryReport ENTRY =
            new EntryReport("00", "/home/me/a", "file", "0600", "me", "me", 4, TIME, Optional.empty());

    @TempDir
    Path folder;

    private Path place;
    private UserSocket socket;
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

    /** Notes who asks; hands out one file, or more than anybody reads. */
    private final OwnFilesControl files = new OwnFilesControl() {
        @Override
        public Optional<Path> place() {
            return Optional.empty();
        }

        @Override
        public List<OwnSnapshotReport> snapshots() {
            return List.of(new OwnSnapshotReport("00", TIME));
        }

        @Override
        public void list(String user, String snapshot, String path, boolean recursive, Consumer<EntryReport> out) {
            if (!path.equals("/")) {
                throw new HoldfastException(ErrorCode.PATH_UNKNOWN, path, "nothing of " + user);
            }
            out.accept(ENTRY);
        }

        @Override
        public void read(String user, String snapshot, String path, Taking to) {
            to.entry(ENTRY);
            to.bytes(0, new byte[] {9, 'a', 'b', '\n', 'c', 9}, 1, 4);
            try {
                while (path.equals("/endless")) {
                    to.bytes(4, new byte[1 << 16], 0, 1 << 16);
                }
            } catch (RuntimeException e) {
                ended.add(String.valueOf(e.getCause()));
                throw e;
            }
        }
    };

    @BeforeEach
    void open() {
        place = folder.resolve("users");
        socket = new UserSocket(place, talk(Duration.ofMillis(300), InstantSource.fixed(TIME)));
    }

    /** @param question how long one may take to arrive */
    private UserTalk talk(Duration question, InstantSource clock) {
        return new UserTalk(files, clock, new Patience(Duration.ofMillis(300), question, 4 << 20));
    }

    /** Another door in place of the usual one. */
    private void open(UserTalk talk, ThreadFactory threads) {
        socket.close();
        socket = new UserSocket(place, talk, threads);
    }

    private static ThreadFactory threads() {
        return Thread.ofPlatform().daemon().factory();
    }

    @AfterEach
    void close() {
        socket.close();
    }

    private SocketChannel call(String question) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(place));
        channel.write(ByteBuffer.wrap((question + "\n").getBytes(StandardCharsets.UTF_8)));
        return channel;
    }

    private String answer(String question) throws IOException {
        try (SocketChannel channel = call(question)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theSystemSaysWhoAsks() throws IOException {
        String me = Files.getOwner(Files.createFile(folder.resolve("mine"))).getName();
        String answer = answer("{\"ask\":\"list\",\"path\":\"/other\"}");
        assertTrue(answer.contains("\"code\":\"PATH_UNKNOWN\""), answer);
        assertTrue(answer.contains("nothing of " + me), answer);
    }

    @Test
    void entriesAndBytesComeAndAnEnd() throws IOException {
        String answer = answer("{\"ask\":\"read\"}");
        String[] parts = answer.split("\n", 3);
        assertTrue(parts[0].startsWith("{\"type\":\"entry\""), answer);
        assertEquals("{\"type\":\"data\",\"position\":0,\"length\":4}", parts[1]);
        assertEquals("ab\nc{\"type\":\"done\",\"entries\":1}\n", parts[2]);
        assertTrue(answer("{\"ask\":\"snapshots\"}").startsWith("{\"type\":\"own_snapshot\",\"id\":\"00\""));
    }

    @Test
    void whatIsNoQuestionIsRefused() throws IOException {
        assertTrue(answer("{\"ask\":\"forget\"}").contains("\"code\":\"USAGE\""));
        String broken = answer("[");
        assertTrue(broken.contains("\"code\":\"USAGE\""), broken);
        String longest = "{\"ask\":\"" + "x".repeat(17 * 1024) + "\"}";
        assertThrows(IOException.class, () -> answer(longest), "it is hung up on");
    }

    @Test
    void whoReadsNothingIsHungUpOn() throws IOException, InterruptedException {
        try (SocketChannel channel = call("{\"ask\":\"read\",\"path\":\"/endless\"}")) {
            assertTrue(channel.isOpen());
            String end = ended.poll(30, TimeUnit.SECONDS);
            assertTrue(end != null && end.contains("nothing moved"), end);
        }
    }

    /** The last byte comes long after the first, though each comes soon after the one before. */
    @Test
    void whoDripsAQuestionIsHungUpOn() throws IOException, InterruptedException {
        open(talk(Duration.ofMillis(500), InstantSource.system()), threads());
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
            channel.configureBlocking(false);
            int read = 0;
            int sent = 0;
            while (read == 0 && sent < 600) {
                read = drip(channel);
                sent++;
                TimeUnit.MILLISECONDS.sleep(50);
            }
            assertEquals(-1, read, sent + " bytes were taken");
        }
    }

    /** @return what there is to read; -1 too if the other side is gone */
    private static int drip(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {' '}));
            return channel.read(ByteBuffer.allocate(100));
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void whoReadsTooSlowlyIsHungUpOnThoughSomethingMoves() throws IOException, InterruptedException {
        open(talk(Duration.ofSeconds(10), InstantSource.system()), threads());
        try (SocketChannel channel = call("{\"ask\":\"read\",\"path\":\"/endless\"}")) {
            String end = null;
            ByteBuffer some = ByteBuffer.allocate(64 << 10);
            for (int i = 0; i < 600 && end == null && channel.read(some.clear()) > 0; i++) {
                end = ended.poll(50, TimeUnit.MILLISECONDS);
            }
            end = end == null ? ended.poll(5, TimeUnit.SECONDS) : end;
            assertTrue(end != null && end.contains("too slow"), end);
        }
    }

    @Test
    void aUserStandsAtTheDoorFourTimesAtMost() throws IOException, InterruptedException {
        open(talk(Duration.ofSeconds(30), InstantSource.system()), threads());
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place));
                channel.configureBlocking(false);
                silent.add(channel);
            }
            String answer = "";
            for (int i = 0; i < 250 && answer.isEmpty(); i++) {
                answer = said(silent);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertTrue(answer.contains("\"code\":\"BUSY\""), answer);
            assertEquals(4, silent.size());
            assertEquals("", said(silent), "the others are waited for");
            silent.removeFirst().close();
            assertTrue(eventually("{\"ask\":\"list\"}").contains("\"done\""), "there is room again");
        } finally {
            for (SocketChannel each : silent) {
                each.close();
            }
        }
    }

    /** What one of them was told, which is taken out; empty if nobody was told anything yet. */
    private static String said(List<SocketChannel> silent) throws IOException {
        for (SocketChannel each : List.copyOf(silent)) {
            ByteBuffer told = ByteBuffer.allocate(1000);
            if (each.read(told) > 0) {
                silent.remove(each);
                each.close();
                return new String(told.array(), 0, told.position(), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /** The door hears a little later that somebody has left. */
    private String eventually(String question) {
        String answer = "";
        for (int i = 0; i < 100 && !answer.contains("\"done\""); i++) {
            try {
                answer = answer(question);
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (IOException | InterruptedException e) {
                answer = e.toString();
            }
        }
        return answer;
    }

    @Test
    void aDoorThatHadNoThreadLetsTheNextOneIn() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        open(talk(Duration.ofSeconds(10), InstantSource.system()), work -> {
            if (asked.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return threads().newThread(work);
        });
        try (SocketChannel first = SocketChannel.open(UnixDomainSocketAddress.of(place))) {
            assertEquals(-1, first.read(ByteBuffer.allocate(1)), "it is hung up on");
        }
        assertTrue(answer("{\"ask\":\"list\"}").contains("\"done\""));
        assertEquals(2, asked.get());
    }

    /** The door is full, and ten have left before they hear so: the next one hears it at once. */
    @Test
    void whoLeavesBeforeBeingTurnedAwayHoldsUpNobody() throws IOException, InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger let = new AtomicInteger();
        List<SocketChannel> callers = new ArrayList<>();
        open(talk(Duration.ofSeconds(30), InstantSource.system()), work -> {
            if (let.incrementAndGet() == 64) {
                await(go);
            }
            return Thread.ofVirtual().unstarted(() -> {}); // its place stays taken
        });
        try {
            for (int i = 0; i < 64; i++) {
                callers.add(SocketChannel.open(UnixDomainSocketAddress.of(place)));
                callers.getLast().configureBlocking(false);
            }
            for (int i = 0; i < 10; i++) {
                SocketChannel.open(UnixDomainSocketAddress.of(place)).close();
            }
            SocketChannel last = SocketChannel.open(UnixDomainSocketAddress.of(place));
            callers.add(last);
            last.configureBlocking(false);
            go.countDown();
            String answer = "";
            for (int i = 0; i < 250 && answer.isEmpty(); i++) { // less than ten pauses of a second
                answer = said(callers);
                TimeUnit.MILLISECONDS.sleep(20);
            }
            assertTrue(answer.contains("\"code\":\"BUSY\""), answer);
        } finally {
            go.countDown();
            for (SocketChannel each : callers) {
                each.close();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aUserAsksOneThingAtATimeAndNotTooOften() throws IOException {
        try (SocketChannel waiting = call("{\"ask\":\"read\",\"path\":\"/endless\"}")) {
            assertTrue(waiting.read(ByteBuffer.allocate(1)) > 0, "the first is being answered");
            assertTrue(answer("{\"ask\":\"list\"}").contains("\"code\":\"BUSY\""));
        }
    }

    @Test
    void whoLoopsIsToldToWait() throws IOException {
        String last = "";
        for (int i = 0; i < 60 && !last.contains("TOO_MANY_CALLS"); i++) {
            last = answer("{\"ask\":\"list\"}");
        }
        assertTrue(last.contains("TOO_MANY_CALLS"), last);
    }

    @Test
    void aSocketOfADeadNodeIsReplacedAndAFileIsNot() throws IOException {
        socket.close();
        assertFalse(Files.exists(place));
        Files.writeString(place, "somebody's");
        UserTalk talk = talk(Duration.ofSeconds(1), InstantSource.fixed(TIME));
        assertEquals(
                ErrorCode.PORT_IN_USE,
                assertThrows(HoldfastException.class, () -> new UserSocket(place, talk))
                        .code());
        assertEquals("somebody's", Files.readString(place));
    }
}
