// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.holdfast.core.port.DeliveryRow;
import org.holdfast.core.port.Told;
import org.holdfast.ledger.SqliteLedger;
import org.holdfast.model.Bytes;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeChannel;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.spi.notice.NoticeLevel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of what waits, on ways that behave in every way. */
@Tag("G")
class OutboxTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path home;

    private SqliteLedger ledger;
    private Instant now = START;
    private final List<Notice> taken = new CopyOnWriteArrayList<>();
    private Collection<Way> ways = List.of();

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(home.resolve("ledger.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    /** A way of a plug-in. */
    private record Other(String id, Optional<String> target, BiFunction<Notice, NoticeSecrets, Delivery> how)
            implements NoticeChannel {
        @Override
        public Delivery deliver(Notice notice, NoticeSecrets secrets) {
            return how.apply(notice, secrets);
        }
    }

    private void way(BiFunction<Notice, NoticeSecrets, Delivery> how) {
        ways = List.of(Way.of(new Other("fax", Optional.of("a number"), how), "com.example.fax")
                .orElseThrow());
    }

    private Delivery take(Notice notice, NoticeSecrets secrets) {
        taken.add(notice);
        return new Delivery.Delivered("ok");
    }

    private Outbox outbox() {
        return new Outbox(new Outbox.Parts(
                ledger,
                () -> ways,
                items -> new Notice("mill", "00ff", "village", items),
                home,
                new NodeClock(() -> now)));
    }

    private void write(String... kinds) {
        write(Set.of("fax"), kinds);
    }

    private void write(Set<String> to, String... kinds) {
        ledger.notices()
                .write(
                        Bytes.EMPTY,
                        List.of(kinds).stream()
                                .map(kind -> new Told(now, NoticeLevel.WARNING, kind, "", "It is so.", "Look."))
                                .toList(),
                        to,
                        now);
    }

    private DeliveryRow newest() {
        return ledger.notices().newest(1).getFirst().deliveries().getFirst();
    }

    @Test
    void everythingThatWaitsGoesInOneMessageAndOnlyOnce() {
        way(this::take);
        write("A", "B");
        outbox().deliver();
        outbox().deliver();
        assertEquals(1, taken.size());
        assertEquals(
                List.of("A", "B"),
                taken.getFirst().items().stream().map(NoticeItem::kind).toList());
        assertEquals(DeliveryRow.State.SENT, newest().state());
    }

    @Test
    void failuresAreTriedAgainWithGrowingPausesUntilItWorks() {
        way((notice, secrets) -> taken.isEmpty() && now.isBefore(START.plusSeconds(400))
                ? new Delivery.Failed("no line\r\nX: y")
                : take(notice, secrets));
        write("A");
        List<Long> tried = new ArrayList<>();
        while (ledger.notices().waiting().contains("fax")) {
            int attempts = newest().attempts();
            outbox().deliver();
            if (newest().attempts() > attempts) {
                tried.add(Duration.between(START, now).toSeconds());
                assertEquals("no line<U+000D><U+000A>X: y", newest().why());
            }
            now = now.plusSeconds(10);
        }
        assertEquals(List.of(0L, 60L, 180L), tried);
        assertEquals(1, taken.size());
    }

    @Test
    void afterThreeDaysItIsGivenUpAndTheLogSaysSo() {
        way((notice, secrets) -> new Delivery.Failed("no line"));
        write("A");
        outbox().deliver();
        now = now.plus(Duration.ofDays(3)).plusSeconds(1);
        write("B");
        outbox().deliver();
        assertEquals(1, newest().attempts(), "the younger one is tried");
        assertEquals(
                new DeliveryRow("fax", DeliveryRow.State.GIVEN_UP, 1, now, "no line", START),
                ledger.notices().newest(2).getLast().deliveries().getFirst());
        var event = ledger.events().after(0, 10).getFirst();
        assertEquals("DELIVERY_GIVEN_UP", event.type());
        assertEquals("fax", event.subject());
        assertTrue(event.text().contains("no line"), event.text());
    }

    @Test
    void pausesHoldForMoreThanOneMessageTakes() {
        List<Long> tried = new ArrayList<>();
        way((notice, secrets) -> {
            tried.add(Duration.between(START, now).toSeconds());
            return new Delivery.Failed("no line");
        });
        write(IntStream.range(0, 60).mapToObj(i -> "KIND" + i).toArray(String[]::new));
        for (int second = 0; second <= 180; second += 10) {
            now = START.plusSeconds(second);
            outbox().deliver();
        }
        assertEquals(List.of(0L, 60L, 180L), tried);
    }

    @Test
    void aWayThatIsNotThereIsWaitedFor() {
        write("A");
        outbox().deliver();
        now = now.plus(Duration.ofDays(2));
        outbox().deliver();
        assertEquals(0, newest().attempts());
        way(this::take);
        outbox().deliver();
        assertEquals(1, taken.size());
    }

    /** The node was off for a week: nobody has refused anything yet. */
    @Test
    void whatWasNeverTriedIsTriedHoweverOldItIs() {
        write("A");
        now = now.plus(Duration.ofDays(7));
        Outbox outbox = outbox();
        outbox.deliver();
        assertEquals(DeliveryRow.State.WAITING, newest().state(), "the way may come yet");
        way(this::take);
        outbox.deliver();
        assertEquals(DeliveryRow.State.SENT, newest().state());
    }

    @Test
    void whatNoWayIsThereForIsGivenUpAfterThreeDays() {
        write("A");
        now = now.plus(Duration.ofDays(7));
        Outbox outbox = outbox();
        outbox.deliver();
        now = now.plus(Duration.ofMinutes(10));
        outbox.deliver();
        assertEquals(DeliveryRow.State.GIVEN_UP, newest().state());
        assertTrue(newest().why().contains("not set up"), newest().why());
    }

    /** An old line of the log that is told now. */
    @Test
    void timeCountsFromWhenItWasToBeDelivered() {
        way((notice, secrets) -> new Delivery.Failed("no line"));
        Told old = new Told(now.minus(Duration.ofDays(30)), NoticeLevel.WARNING, "A", "", "It is so.", "Look.");
        ledger.notices().write(Bytes.EMPTY, List.of(old), Set.of("fax"), now);
        outbox().deliver();
        now = now.plus(Duration.ofDays(3));
        outbox().deliver();
        assertEquals(2, newest().attempts());
        now = now.plus(Duration.ofHours(6));
        outbox().deliver();
        assertEquals(DeliveryRow.State.GIVEN_UP, newest().state());
    }

    @Test
    void oneThatThrowsIsItsOwnTrouble() {
        way((notice, secrets) -> {
            throw new IllegalStateException("boom");
        });
        write("A");
        outbox().deliver();
        assertEquals(DeliveryRow.State.WAITING, newest().state());
        assertTrue(newest().why().contains("boom"), newest().why());
    }

    /** What a way answers cannot keep others from theirs. */
    @Test
    @SuppressWarnings("NullAway") // that is what it is about
    void oneThatAnswersNonsenseDoesNotStopThoseBehindIt() {
        stopsNobody("did not say what became of it", (notice, secrets) -> null);
        stopsNobody("did not say why", (notice, secrets) -> new Delivery.Failed(null));
        stopsNobody("Unspeakable", (notice, secrets) -> {
            throw new Unspeakable();
        });
    }

    private void stopsNobody(String why, BiFunction<Notice, NoticeSecrets, Delivery> bad) {
        int before = taken.size();
        ways = List.of(
                Way.of(new Other("bad", Optional.of("a number"), bad), "x").orElseThrow(),
                Way.of(new Other("fax", Optional.of("a number"), this::take), "x")
                        .orElseThrow());
        now = now.plus(Duration.ofHours(7));
        write(Set.of("bad", "fax"), "A");
        outbox().deliver();
        assertEquals(before + 1, taken.size());
        DeliveryRow row = newest();
        assertEquals("bad", row.way());
        assertTrue(row.why().contains(why), row.why());
    }

    /** A throwable of which not even the text can be had. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    }

    /** A slow server is no reason to be silent for ever; and no more than two threads wait for one. */
    @Test
    @Timeout(60)
    void oneThatHangsIsGivenUpEachTimeAndWorksAgainWhenItLetsGo() {
        CountDownLatch held = new CountDownLatch(1);
        ways = List.of(Way.of(
                        new Other("fax", Optional.of("a number"), (notice, secrets) -> {
                            awaitDeafly(held);
                            return take(notice, secrets);
                        }),
                        "x",
                        Duration.ofSeconds(1))
                .orElseThrow());
        Way way = ways.iterator().next();
        assertTrue(why(outbox().test(way)).contains("did not end within"));
        assertTrue(why(outbox().test(way)).contains("did not end within"));
        assertTrue(why(outbox().test(way)).contains("earlier deliveries have not ended"));
        assertEquals(Optional.of("earlier deliveries have not ended"), way.trouble());
        held.countDown();
        while (taken.size() < 2 || way.trouble().isPresent()) {
            Thread.onSpinWait();
        }
        write("A");
        outbox().deliver();
        assertEquals(3, taken.size());
    }

    private static String why(Delivery delivery) {
        return delivery instanceof Delivery.Failed(String why) ? why : "delivered";
    }

    /** Like a plug-in that does not care for being interrupted. */
    private static void awaitDeafly(CountDownLatch held) {
        boolean over = false;
        while (!over) {
            try {
                over = held.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                over = false;
            }
        }
    }

    /** The node stops after the other side has taken it and before that is noted. */
    @Test
    void whatWasCutOffIsDeliveredAgain() {
        Thread round = Thread.ofPlatform().unstarted(() -> outbox().deliver());
        way((notice, secrets) -> {
            taken.add(notice);
            round.interrupt();
            return hang();
        });
        write("A");
        round.start();
        join(round);
        assertEquals(1, taken.size());
        close();
        open();
        assertEquals(DeliveryRow.State.WAITING, newest().state());
        assertEquals(0, newest().attempts());
        way(this::take);
        outbox().deliver();
        assertEquals(DeliveryRow.State.SENT, newest().state());
        assertEquals(1, taken.getLast().items().getFirst().number());
    }

    private static Delivery hang() {
        try {
            return new Delivery.Failed("was let go: " + new CountDownLatch(1).await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            return new Delivery.Delivered("ok");
        }
    }

    private static void join(Thread thread) {
        try {
            assertTrue(thread.join(Duration.ofSeconds(30)));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSecretThatAServerRepeatsIsNotKept() throws IOException {
        Path file = Files.writeString(home.resolve("password"), "hunter2hunter2");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        way((notice, secrets) ->
                new Delivery.Failed("535 wrong: " + new String(secrets.read("password"), StandardCharsets.UTF_8)));
        write("A");
        outbox().deliver();
        assertEquals("535 wrong: (secret)", newest().why());
        assertEquals(
                new Delivery.Failed("535 wrong: (secret)"),
                outbox().test(ways.iterator().next()));
    }

    @Test
    void whatDoesNotSayWhatItIsIsNoWay() {
        assertEquals(Optional.empty(), Way.of(new Other("A B", Optional.empty(), this::take), "x"));
        assertEquals(Optional.empty(), Way.of(new Other("", Optional.empty(), this::take), "x"));
        assertEquals(
                Optional.of("<U+001B>[2J"),
                Way.of(new Other("fax", Optional.of("\u001b[2J"), this::take), "x")
                        .orElseThrow()
                        .target());
    }
}
