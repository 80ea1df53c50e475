// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.spi.notice.NoticeLevel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is posted to a real server, and what is said when that does not work. */
@Tag("G")
class WebhookChannelTest {
    private static final byte[] SECRET = "correct horse battery".getBytes(StandardCharsets.UTF_8);
    private static final NoticeSecrets SECRETS = file -> {
        assertEquals("hook.secret", file);
        return SECRET.clone();
    };

    private static final Notice NOTICE = new Notice(
            "mill \"<b>",
            "00ff",
            "village",
            List.of(
                    new NoticeItem(
                            7,
                            Instant.parse("2026-03-01T12:00:00Z"),
                            NoticeLevel.CLEARED,
                            "REPAIRED",
                            "It is over, ü.",
                            ""),
                    new NoticeItem(
                            8, Instant.parse("2026-03-01T12:01:00Z"), NoticeLevel.DANGER, "UNSAFE", "Bad.", "Look.")));

    private static WebhookChannel channel(String url, String secretFile) {
        return new WebhookChannel(Settings.of(url, secretFile, 2), Optional.empty());
    }

    private static String why(Delivery delivery) {
        return assertInstanceOf(Delivery.Failed.class, delivery).why();
    }

    @Test
    void theWholeNoticeIsPostedAndSigned() throws Exception {
        try (HookServer server = HookServer.plain(200)) {
            WebhookChannel channel = channel(server.url("/hook?token=hidden"), "hook.secret");
            assertEquals(new Delivery.Delivered("it answered 200"), channel.deliver(NOTICE, SECRETS));
            HookServer.Posted posted = server.only();
            assertEquals("/hook?token=hidden", posted.path());
            assertEquals("application/json; charset=utf-8", posted.header("Content-Type"));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            assertEquals(
                    "sha256=" + HexFormat.of().formatHex(mac.doFinal(posted.body())),
                    posted.header("Holdfast-Signature"));
            JsonObject json = JsonParser.parseString(new String(posted.body(), StandardCharsets.UTF_8))
                    .getAsJsonObject();
            assertEquals("mill \"<b>", json.get("machine").getAsString());
            assertEquals("village", json.get("confederation").getAsString());
            assertEquals(
                    "[Holdfast] mill \"＜b＞: Bad. (and 1 more)",
                    json.get("subject").getAsString());
            JsonObject second = json.getAsJsonArray("items").get(1).getAsJsonObject();
            assertEquals(8, second.get("number").getAsLong());
            assertEquals("DANGER", second.get("level").getAsString());
            assertEquals("UNSAFE", second.get("kind").getAsString());
            assertEquals("Look.", second.get("advice").getAsString());
            assertTrue(json.get("text").getAsString().contains("It is over, ü."));
            assertFalse(json.get("text").getAsString().contains("<b>"), "a name is no markup of a chat");
            assertFalse(json.toString().contains("correct horse"));
        }
    }

    @Test
    void withoutASecretNothingIsSigned() throws IOException {
        try (HookServer server = HookServer.plain(204)) {
            assertInstanceOf(
                    Delivery.Delivered.class, channel(server.url("/"), "").deliver(NOTICE, SECRETS));
            assertEquals("", server.only().header("Holdfast-Signature"));
        }
    }

    @Test
    void eachRefusalSaysWhatToDo() throws IOException {
        try (HookServer server = HookServer.plain(404, 302, 500, 200)) {
            WebhookChannel channel = channel(server.url("/token-hidden"), "");
            String refused = why(channel.deliver(NOTICE, SECRETS));
            assertTrue(refused.contains("refused it with 404"), refused);
            assertFalse(refused.contains("hidden"), refused);
            assertTrue(why(channel.deliver(NOTICE, SECRETS)).contains("a redirect, which is not followed"));
            assertTrue(why(channel.deliver(NOTICE, SECRETS)).contains("answered 500"));
            assertInstanceOf(Delivery.Delivered.class, channel.deliver(NOTICE, SECRETS));
            assertEquals(4, server.posted().size(), "nobody was sent anywhere else");
        }
    }

    @Test
    void aServerThatIsNotThereOrSilentIsNamed() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String gone = why(channel("http://127.0.0.1:" + free + "/", "").deliver(NOTICE, SECRETS));
        assertTrue(gone.contains("nothing takes connections at http://127.0.0.1:" + free), gone);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String late = why(new WebhookChannel(
                            Settings.of("http://127.0.0.1:" + silent.getLocalPort() + "/", "", 1), Optional.empty())
                    .deliver(NOTICE, SECRETS));
            assertTrue(late.contains("did not answer in time"), late);
        }
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        String unknown = WebhookChannel.trouble(URI.create("https://hooks.example.org/hidden"), unresolved);
        assertEquals(
                "the name hooks.example.org is unknown: see whether it is right, and whether names are resolved here",
                unknown);
    }

    /** The status has said that it is taken, whatever else comes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(30)
    void aBodyThatDoesNotEndIsNotWaitedFor(boolean silent) throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> endless(server, silent, held));
            Delivery delivery = channel("http://127.0.0.1:" + server.getLocalPort() + "/", "")
                    .deliver(NOTICE, SECRETS);
            assertEquals(new Delivery.Delivered("it answered 200"), delivery);
        } finally {
            held.countDown();
        }
    }

    private static void endless(ServerSocket server, boolean silent, CountDownLatch held) {
        try (Socket one = server.accept()) {
            OutputStream out = one.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            do {
                out.write("5\r\nagain\r\n".getBytes(StandardCharsets.US_ASCII));
            } while (!held.await(silent ? 60_000 : 1, TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            // the other side had enough: that is what it should do
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsRefusedAndOneThatIsTrustedTaken() throws Exception {
        try (HookServer server = HookServer.tls("127.0.0.1", 200)) {
            String why = why(channel(server.url("/"), "").deliver(NOTICE, SECRETS));
            assertTrue(why.contains("cannot be trusted"), why);
            assertEquals(0, server.posted().size());
            WebhookChannel trusting =
                    new WebhookChannel(Settings.of(server.url("/"), "", 5), Optional.of(server.trusting()));
            assertInstanceOf(Delivery.Delivered.class, trusting.deliver(NOTICE, SECRETS));
        }
        try (HookServer server = HookServer.tls("other.example.org", 200)) {
            WebhookChannel trusting =
                    new WebhookChannel(Settings.of(server.url("/"), "", 5), Optional.of(server.trusting()));
            String why = why(trusting.deliver(NOTICE, SECRETS));
            assertTrue(why.contains("cannot be trusted"), "it is for another name: " + why);
            assertEquals(0, server.posted().size());
        }
    }

    @Test
    void theTargetDoesNotShowWhatMayBeSecret() {
        assertEquals(
                Optional.of("https://hooks.example.org:8443"),
                channel("https://hooks.example.org:8443/T0/B1/hidden?k=hidden", "")
                        .target());
        assertEquals(Optional.empty(), channel(" ", "").target());
        assertTrue(why(channel("", "").deliver(NOTICE, SECRETS)).contains("org.holdfast.notice.webhook.cfg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example.org/hidden",
                "http://localhost/hidden",
                "http://127.evil.example/hidden",
                "ftp://127.0.0.1/hidden",
                "https:///hidden",
                "hidden",
                "https://user:hidden@example.org/",
                "https://exa mple.org/hidden",
                "https://example.org/#hidden"
            })
    void anAddressThatIsNotSafeIsRefusedWithoutRepeatingIt(String url) {
        HoldfastException e = assertThrows(HoldfastException.class, () -> channel(url, ""));
        assertEquals(ErrorCode.CONFIG_INVALID, e.code());
        assertFalse(String.valueOf(e.getMessage()).contains("hidden"), e.getMessage());
    }

    @Test
    void aSecretThatCannotBeReadIsSaidAndNothingIsPosted() throws IOException {
        try (HookServer server = HookServer.plain(200)) {
            String why = why(channel(server.url("/"), "hook.secret").deliver(NOTICE, file -> {
                throw new HoldfastException(ErrorCode.CONFIG_INVALID, file, "The file can be read by others.");
            }));
            assertEquals("The file can be read by others.", why);
            assertEquals(List.of(), server.posted());
        }
    }
}
