// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.control.NoticeTestReport;
import org.holdfast.node.control.NoticeWayReport;
import org.holdfast.notice.webhook.WebhookChannel;
import org.holdfast.notice.webhook.WebhookConfig;
import org.holdfast.spi.notice.NoticeChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** A node tells people, over a real webhook, what becomes of their data. */
@Tag("G")
class NoticeCareTest {
    private static final String SECRET = "correct-horse-battery";

    @TempDir
    Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private TestConfederation all;
    private TestNode owner;
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        listen(0);
        Path data = folder.resolve("data");
        Data.random(data.resolve("secret-name"), 3_000_000, 1);
        all = new TestConfederation(folder, 5);
        all.owner().clock(new NodeClock(() -> InstantSource.system().instant().plus(ahead.get())));
        all.start("2+2");
        owner = all.owner().source(data);
        assertEquals("FULL", owner.backup().state());
        setUp();
        care().round();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        all.close();
    }

    private void listen(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
    }

    private void setUp() throws IOException {
        Path file = owner.home().resolve("etc/hook.secret");
        Files.createDirectories(file.getParent());
        Files.writeString(file, SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Map<String, Object> values = Map.of(
                "url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                "secret_file",
                "hook.secret",
                "timeout_seconds",
                2);
        WebhookConfig config = (WebhookConfig) Proxy.newProxyInstance(
                WebhookConfig.class.getClassLoader(),
                new Class<?>[] {WebhookConfig.class},
                (proxy, method, arguments) -> values.get(method.getName()));
        owner.node()
                .providers()
                .addNotice(
                        new WebhookChannel(config),
                        new Installed<NoticeChannel>("org.holdfast.notice.webhook", new Version(0, 1, 0)));
    }

    private NoticeCare care() {
        return (NoticeCare) owner.control().notices();
    }

    private void later(Duration time) {
        ahead.updateAndGet(before -> before.plus(time));
        care().round();
    }

    private void event(String type, TestNode about) {
        owner.ledger()
                .events()
                .append(owner.node().clock().instant(), type, about.owner().brief(), "/home/ada/private.txt");
    }

    @Test
    void whatHappensWithinMinutesComesTogetherOnce() {
        event("PARTNER_RENEGED", all.node(1));
        event("PARTNER_CONTAINED", all.node(2));
        care().round();
        assertEquals(List.of(), posted, "others may come");
        later(Duration.ofMinutes(6));
        assertEquals(1, posted.size());
        String text = posted.getFirst();
        assertTrue(text.contains("PARTNER_RENEGED") && text.contains("PARTNER_CONTAINED"), text);
        assertTrue(text.contains(all.node(1).owner().brief()), text);
        assertFalse(text.contains("private.txt") || text.contains("secret-name"), text);
        event("PARTNER_CONTAINED", all.node(2));
        care().round();
        later(Duration.ofMinutes(6));
        assertEquals(1, posted.size(), "the same is not told again");
        assertEquals("SENT", care().notices().getFirst().deliveries().getFirst().state());
    }

    @Test
    void dataThatAreNotSafeAnyMoreAreTold() {
        List<TestNode> two = List.of(all.node(1), all.node(2), all.node(3), all.node(4));
        for (TestNode each : two) {
            List<PlacementRow> there = owner.ledger().segments().placements(each.owner(), PlacementState.ACKED);
            there.forEach(row -> owner.ledger().segments().mark(row.block(), PlacementState.LOST));
        }
        assertFalse(owner.control().status().safe());
        care().round();
        later(Duration.ofMinutes(6));
        assertEquals(1, posted.size());
        assertTrue(posted.getFirst().contains("\"kind\":\"UNSAFE\""), posted.getFirst());
        assertTrue(posted.getFirst().contains("holdfast status"), posted.getFirst());
    }

    @Test
    void aServerThatWasDownGetsItWhenItIsBack() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        event("DRILL_DAMAGED", owner);
        care().round();
        later(Duration.ofMinutes(6));
        later(Duration.ofHours(2));
        assertTrue(
                owner.control().status().reasons().stream()
                        .anyMatch(each -> each.contains("people do not get notices by webhook")),
                owner.control().status().reasons().toString());
        listen(port);
        later(Duration.ofHours(6));
        assertEquals(1, posted.size());
        assertTrue(posted.getFirst().contains("DRILL_DAMAGED"), posted.getFirst());
        assertTrue(owner.control().status().reasons().stream().noneMatch(each -> each.contains("notices")));
    }

    @Test
    void whatNobodyTakesForDaysIsGivenUpAndStatusSaysWhy() {
        answer = 500;
        event("DRILL_DAMAGED", owner);
        care().round();
        later(Duration.ofMinutes(6));
        later(Duration.ofDays(3));
        assertTrue(
                owner.control().status().reasons().stream()
                        .anyMatch(each -> each.contains("webhook") && each.contains("answered 500")),
                owner.control().status().reasons().toString());
        assertTrue(owner.ledger().events().after(0, 10_000).stream()
                .anyMatch(each -> each.type().equals("DELIVERY_GIVEN_UP")));
    }

    @Test
    void aNodeThatStopsBetweenOutboxAndDeliveryTellsItAfterwards() throws IOException {
        event("TWIN_SUSPECTED", owner);
        care().round();
        owner.stop();
        owner.start();
        setUp();
        later(Duration.ofMinutes(6));
        assertEquals(1, posted.size());
        assertTrue(posted.getFirst().contains("TWIN_SUSPECTED"), posted.getFirst());
    }

    @Test
    void theHistoryBeforeThereWereNoticesIsNotTold() {
        assertTrue(owner.ledger().events().after(0, 10_000).size() > 4);
        assertEquals(List.of(), care().notices());
    }

    @Test
    void aTestSaysWhatCameOfItAndLeavesNothing() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        assertEquals(List.of(new NoticeWayReport("webhook", url, "")), care().ways());
        assertEquals(List.of(new NoticeTestReport("webhook", url, true, "it answered 200")), care().test());
        assertTrue(posted.getFirst().contains("\"level\":\"TEST\""), posted.getFirst());
        answer = 403;
        assertTrue(care().test().getFirst().text().contains("refused it with 403"));
        assertEquals(List.of(), care().notices());
    }

    @Test
    void theSecretIsNowhereButInItsFile() throws IOException {
        answer = 500;
        event("DRILL_DAMAGED", owner);
        care().round();
        later(Duration.ofMinutes(6));
        care().test();
        String answers = care().notices() + " " + care().ways() + " "
                + owner.control().config() + owner.ledger().events().after(0, 10_000)
                + owner.control().status() + posted;
        assertFalse(answers.contains(SECRET));
        try (var files = Files.walk(owner.home())) {
            List<Path> holding = files.filter(Files::isRegularFile)
                    .filter(each -> holds(each))
                    .toList();
            assertEquals(List.of(owner.home().resolve("etc/hook.secret")), holding);
        }
    }

    private static boolean holds(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
