// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.notice.Delivery;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;
import org.holdfast.spi.notice.NoticeLevel;
import org.holdfast.spi.notice.NoticeSecrets;
import org.holdfast.testkit.notice.TestCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real server gets, and what is said when it gets nothing. */
@Tag("G")
class MailChannelTest {
    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?B\\?([A-Za-z0-9+/=]+)\\?=");
    private static final NoticeSecrets SECRETS = file -> {
        assertEquals("smtp.password", file);
        return "hunter2hunter2".getBytes(StandardCharsets.UTF_8);
    };

    private static final Duration LONG = Duration.ofMinutes(1);

    private static final String HIDDEN = base64("hunter2hunter2");
    private static final String HIDDEN_PLAIN = base64("\0ada\0hunter2hunter2");

    private static TestCertificate certificate;
    private static TestCertificate otherName;

    @BeforeAll
    static void makeKeys() throws Exception {
        certificate = TestCertificate.of("127.0.0.1");
        otherName = TestCertificate.of("mail.example.org");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Notice notice(String machine, String what) {
        Instant time = Instant.parse("2026-03-01T12:00:00Z");
        return new Notice(
                machine,
                "00ff".repeat(16),
                "village",
                List.of(
                        new NoticeItem(7, time, NoticeLevel.CLEARED, "REPAIRED", "It is over.", ""),
                        new NoticeItem(8, time.plusSeconds(60), NoticeLevel.DANGER, "UNSAFE", what, "Look.")));
    }

    private static final Notice NOTICE = notice("mill", "Not safe.");

    private static MailChannel channel(MailConfig config) throws Exception {
        return new MailChannel(config, certificate.client(), LONG);
    }

    private static String why(Delivery delivery) {
        return assertInstanceOf(Delivery.Failed.class, delivery).why();
    }

    private static String header(String mail, String name) {
        String head = mail.substring(0, mail.indexOf("\n\n")).replace("\n ", " ");
        List<String> found = head.lines()
                .filter(each -> each.startsWith(name + ": "))
                .map(each -> each.substring(name.length() + 2))
                .toList();
        assertEquals(1, found.size(), name + " in " + head);
        return found.getFirst();
    }

    private static String subject(String mail) {
        return WORD.matcher(header(mail, "Subject"))
                .results()
                .map(MailChannelTest::word)
                .collect(Collectors.joining());
    }

    private static String word(MatchResult word) {
        assertTrue(word.group().length() <= 75, word.group());
        return new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8);
    }

    private static String body(String mail) {
        return new String(Base64.getMimeDecoder().decode(mail.substring(mail.indexOf("\n\n"))), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void aMailGoesOverTlsWithLogin(String security) throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), security.equals("tls"), 0)) {
            MailChannel channel =
                    channel(Settings.of("127.0.0.1", server.port(), security).whom("ops@example.org, ada@example.org"));
            assertEquals(new Delivery.Delivered("it answered 250 queued as 1"), channel.deliver(NOTICE, SECRETS));
            SmtpServer.Mail mail = server.mails().getFirst();
            assertEquals("ada", mail.user());
            assertTrue(mail.secure());
            assertEquals("<backup@example.org>", mail.from());
            assertEquals(List.of("<ops@example.org>", "<ada@example.org>"), mail.to());
            assertEquals("[Holdfast] mill: Not safe. (and 1 more)", subject(mail.text()));
            assertEquals("Sun, 1 Mar 2026 12:01:00 +0000", header(mail.text(), "Date"));
            assertEquals("auto-generated", header(mail.text(), "Auto-Submitted"));
            assertTrue(body(mail.text()).contains("DANGER\r\nNot safe.\r\nWhat to do: Look.\r\n"), body(mail.text()));
            assertTrue(body(mail.text()).contains("Confederation: village"), body(mail.text()));
            assertTrue(
                    server.heardInClear().stream()
                            .noneMatch(each -> each.startsWith("MAIL") || each.startsWith("AUTH")),
                    server.heardInClear().toString());
        }
    }

    @Test
    void whatIsDeliveredAgainIsTheSameMail() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), true, 0)) {
            MailChannel channel = channel(Settings.of("127.0.0.1", server.port(), "tls"));
            channel.deliver(NOTICE, SECRETS);
            channel.deliver(NOTICE, SECRETS);
            assertEquals(server.mails().getFirst(), server.mails().getLast());
            assertEquals(
                    "<7.8.1772366460000@m00ff00ff00ff00ff.holdfast.invalid>",
                    header(server.mails().getFirst().text(), "Message-ID"));
        }
    }

    @Test
    void oldServersAreLoggedInToByLogin() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), false, 0)) {
            server.logins = "LOGIN";
            assertInstanceOf(
                    Delivery.Delivered.class,
                    channel(Settings.of("127.0.0.1", server.port(), "starttls")).deliver(NOTICE, SECRETS));
            assertEquals("ada", server.mails().getFirst().user());
            server.logins = "GSSAPI";
            assertTrue(why(channel(Settings.of("127.0.0.1", server.port(), "starttls"))
                            .deliver(NOTICE, SECRETS))
                    .contains("offers no login with a password"));
        }
    }

    @Test
    void withoutTlsNothingIsSaidButGreetings() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), false, 0)) {
            server.offersTls = false;
            String why = why(
                    channel(Settings.of("127.0.0.1", server.port(), "starttls")).deliver(NOTICE, SECRETS));
            assertTrue(why.contains("does not go on with TLS"), why);
            assertEquals(List.of(), server.mails());
            assertTrue(
                    server.heardInClear().stream().noneMatch(each -> each.startsWith("AUTH")),
                    server.heardInClear().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void aCertificateHasToBeTrustedAndForThatName(String security) throws Exception {
        boolean implicit = security.equals("tls");
        try (SmtpServer server = SmtpServer.start(certificate.server(), implicit, 0)) {
            String why = why(
                    new MailChannel(Settings.of("127.0.0.1", server.port(), security), SSLContext.getDefault(), LONG)
                            .deliver(NOTICE, SECRETS));
            assertTrue(why.contains("cannot be trusted"), why);
            assertEquals(List.of(), server.mails());
        }
        try (SmtpServer server = SmtpServer.start(otherName.server(), implicit, 0)) {
            String why =
                    why(new MailChannel(Settings.of("127.0.0.1", server.port(), security), otherName.client(), LONG)
                            .deliver(NOTICE, SECRETS));
            assertTrue(why.contains("cannot be trusted"), "it is for another name: " + why);
            assertEquals(List.of(), server.mails());
        }
    }

    @Test
    void eachRefusalIsNamedWithWhatToDo() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), true, 0)) {
            Settings settings = Settings.of("127.0.0.1", server.port(), "tls");
            server.password = "another";
            assertTrue(why(channel(settings).deliver(NOTICE, SECRETS))
                    .contains("does not let the user in: it answered 535"));
            server.password = "hunter2hunter2";
            String nobody = why(channel(settings.whom("nobody@example.org")).deliver(NOTICE, SECRETS));
            assertTrue(nobody.contains("takes nothing for nobody@example.org (550 no such user)"), nobody);
            Delivery some = channel(settings.whom("ops@example.org", "nobody@example.org"))
                    .deliver(NOTICE, SECRETS);
            assertTrue(assertInstanceOf(Delivery.Delivered.class, some).how().contains("but not for nobody"));
            server.answering("END", "452 full");
            assertTrue(why(channel(settings).deliver(NOTICE, SECRETS)).contains("452 full"));
            server.answering("DATA", "554 no");
            assertTrue(why(channel(settings).deliver(NOTICE, SECRETS)).contains("554 no"));
            server.answering("MAIL", "553 not you");
            assertTrue(
                    why(channel(settings).deliver(NOTICE, SECRETS)).contains("takes nothing from backup@example.org"));
            server.answering("EHLO", "500 what");
            assertTrue(why(channel(settings).deliver(NOTICE, SECRETS)).contains("does not greet back"));
            server.answering("CONNECT", "554 go away");
            assertTrue(why(channel(settings).deliver(NOTICE, SECRETS)).contains("takes no mail now"));
        }
    }

    @Test
    void aServerThatIsNotThereSilentOrEndlessIsNamed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Settings settings = Settings.of("127.0.0.1", port, "tls");
        assertTrue(why(channel(settings).deliver(NOTICE, SECRETS)).contains("nothing takes connections at 127.0.0.1:"));
        try (SmtpServer back = SmtpServer.start(certificate.server(), true, port)) {
            assertInstanceOf(Delivery.Delivered.class, channel(settings).deliver(NOTICE, SECRETS));
            assertEquals(1, back.mails().size());
        }
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            String late = why(channel(Settings.of("127.0.0.1", silent.getLocalPort(), "starttls")
                            .timeout(1))
                    .deliver(NOTICE, SECRETS));
            assertTrue(late.contains("did not answer in time"), late);
        }
        try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> babble(endless));
            String why = why(channel(Settings.of("127.0.0.1", endless.getLocalPort(), "starttls"))
                    .deliver(NOTICE, SECRETS));
            assertTrue(why.contains("more than a mail server would"), why);
        }
    }

    /** Each byte comes in time, and the whole never. */
    @ParameterizedTest
    @ValueSource(strings = {"starttls", "tls"})
    void aServerThatDripsIsLeftWhenTimeIsOver(String security) throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> drip(dripping, security.equals("tls")));
            String why = why(new MailChannel(
                            Settings.of("127.0.0.1", dripping.getLocalPort(), security),
                            certificate.client(),
                            Duration.ofMillis(1500))
                    .deliver(NOTICE, SECRETS));
            assertTrue(why.contains("took longer than 1 s in all"), why);
        }
    }

    /** For half a minute at most. */
    private static void drip(ServerSocket server, boolean secure) {
        try (Socket plain = server.accept();
                Socket one = secure ? SmtpServer.secured(plain, certificate.server()) : plain) {
            for (int i = 0; i < 300; i++) {
                one.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            // the other side had enough: that is what it should do
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatAServerSaysOfALoginIsNotShown() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), true, 0)) {
            server.password = "another";
            for (String login : List.of("PLAIN", "LOGIN")) {
                server.logins = login;
                for (String refusal : List.of("535 %2$s", "535-%2$s\r\n535 %1$s", "334 %2$s", "%2$s", "x%1$s")) {
                    server.refusal = refusal;
                    String why = why(channel(Settings.of("127.0.0.1", server.port(), "tls")
                                    .timeout(1))
                            .deliver(NOTICE, SECRETS));
                    assertFalse(why.contains("hunter2") || why.contains(HIDDEN_PLAIN) || why.contains(HIDDEN), why);
                }
            }
            assertEquals(List.of(), server.mails());
        }
    }

    /** One line that does not end. */
    private static void babble(ServerSocket server) {
        try (Socket one = server.accept()) {
            OutputStream out = one.getOutputStream();
            byte[] much = "220 ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1000; i++) {
                out.write(much);
            }
        } catch (IOException e) {
            // the other side had enough: that is what it should do
        }
    }

    @Test
    void textsOfOthersCannotBecomeHeadersOrCommands() throws Exception {
        String evil = "x=?UTF-8?Q?=0D=0ABcc:_all@example.org?= ü " + "😀".repeat(40);
        try (SmtpServer server = SmtpServer.start(certificate.server(), true, 0)) {
            channel(Settings.of("127.0.0.1", server.port(), "tls")).deliver(notice(evil, ". QUIT"), SECRETS);
            String text = server.mails().getFirst().text();
            assertEquals("[Holdfast] " + evil + ": . QUIT (and 1 more)", subject(text));
            assertTrue(text.lines().noneMatch(each -> each.startsWith("Bcc")), text);
            assertTrue(text.lines().allMatch(each -> each.length() <= 998), text);
            assertTrue(text.chars().allMatch(c -> c < 128), "plain ASCII on the wire");
        }
        assertThrows(IllegalArgumentException.class, () -> notice("mill\r\nBcc: all@example.org", "x"));
    }

    @Test
    void withoutTlsAPasswordGoesToThisMachineOnly() throws Exception {
        HoldfastException e =
                assertThrows(HoldfastException.class, () -> channel(Settings.of("mail.example.org", 25, "none")));
        assertEquals(ErrorCode.CONFIG_INVALID, e.code());
        assertTrue(String.valueOf(e.getMessage()).contains("a password goes over TLS only"), e.getMessage());
        assertEquals(
                Optional.of("ops@example.org through mail.example.org:25 (none)"),
                channel(Settings.of("mail.example.org", 0, "none").with("", "")).target());
        assertEquals(
                Optional.of("ops@example.org through 127.0.0.1:25 (none)"),
                channel(Settings.of("127.0.0.1", 0, "none")).target());
        try (SmtpServer server = SmtpServer.start(certificate.server(), false, 0)) {
            assertInstanceOf(
                    Delivery.Delivered.class,
                    channel(Settings.of("127.0.0.1", server.port(), "none").with("", ""))
                            .deliver(NOTICE, SECRETS));
            assertFalse(server.mails().getFirst().secure());
        }
    }

    @Test
    void aWrongSettingIsNamed() throws Exception {
        Settings good = Settings.of("mail.example.org", 0, "STARTTLS");
        assertEquals(
                Optional.of("ops@example.org through mail.example.org:587 (starttls)"),
                channel(good).target());
        assertEquals(Optional.empty(), channel(Settings.of("", 0, "tls")).target());
        assertTrue(
                why(channel(Settings.of("", 0, "tls")).deliver(NOTICE, SECRETS)).contains("notice.mail.cfg"));
        wrong("from", good.from("backup@example.org\r\nRCPT TO:<x@example.org>"));
        wrong("from", good.from(""));
        wrong("to", good.whom());
        wrong("to", good.whom("ops@example.org>"));
        wrong("to", good.whom("ops"));
        wrong("user", good.with("a\r\nda", "smtp.password"));
        wrong("password.file", good.with("ada", ""));
        wrong("password.file", good.with("", "smtp.password"));
        wrong("security", Settings.of("mail.example.org", 0, "maybe"));
        wrong("host", Settings.of("mail example", 0, "tls"));
        wrong("port", Settings.of("mail.example.org", 65_536, "tls"));
        wrong("timeout.seconds", good.timeout(51));
    }

    private static void wrong(String key, Settings settings) {
        HoldfastException e = assertThrows(HoldfastException.class, () -> channel(settings));
        assertEquals(ErrorCode.CONFIG_INVALID, e.code());
        assertTrue(String.valueOf(e.getMessage()).startsWith("The setting '" + key + "'"), e.getMessage());
    }

    @Test
    void aSecretThatCannotBeReadIsSaidAndNothingIsSent() throws Exception {
        try (SmtpServer server = SmtpServer.start(certificate.server(), true, 0)) {
            String why =
                    why(channel(Settings.of("127.0.0.1", server.port(), "tls")).deliver(NOTICE, file -> {
                        throw new HoldfastException(ErrorCode.CONFIG_INVALID, file, "The file can be read by others.");
                    }));
            assertEquals("The file can be read by others.", why);
            assertEquals(List.of(), server.mails());
        }
    }
}
