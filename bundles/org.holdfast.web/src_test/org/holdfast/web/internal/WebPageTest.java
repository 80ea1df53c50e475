// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.model.AccessRole;
import org.holdfast.node.control.NodeControl;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The door for the web page, with real sockets: what it serves to whom, and from which page a key counts. */
@Tag("G")
@Timeout(60)
class WebPageTest {
    private static final Path SOURCES = Path.of("src/org/holdfast/web/page");

    private final TestAccess access = new TestAccess();
    private final Sessions sessions = TestSessions.at(access.clock());
    private final Reception reception = new Reception(
            new Routes(Samples.node(NodeControl.class), sessions), access, new Rate(1000, 1000), new Rate(100, 1));
    private final ControlServer server =
            new ControlServer(Doors.loopback(0), reception, new SessionDoor(sessions, new TokenDoor("token")));
    private final String host = "127.0.0.1:" + server.port();

    @BeforeEach
    void open() {
        server.open(WebPage.PATH, new WebPage(sessions, reception));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** The whole answer; headers may be of any letter case. */
    private String ask(String line, String... headers) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String head = Stream.concat(
                            Stream.of(line + " HTTP/1.1", "Connection: close", "Content-Length: 0"), Stream.of(headers))
                    .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String own(String line, String bearer, String... more) {
        String[] page = {
            "Host: " + host, "Origin: http://" + host, "Sec-Fetch-Site: same-origin", "Authorization: Bearer " + bearer
        };
        return ask(line, Stream.concat(Stream.of(page), Stream.of(more)).toArray(String[]::new));
    }

    private static void has(String answer, String... parts) {
        for (String part : parts) {
            assertTrue(answer.contains(part), () -> part + " is not in " + answer);
        }
    }

    private String key(AccessRole role) {
        String answer = own("POST /page/session", sessions.ticket(role));
        has(answer, "200 OK", "\"role\":\"" + role.word() + "\"");
        String line =
                answer.lines().filter(each -> each.startsWith("{")).findFirst().orElseThrow();
        return JsonParser.parseString(line).getAsJsonObject().get("key").getAsString();
    }

    @Test
    void theFilesAreServedWithoutATokenAndTightlyWrapped() {
        for (String name : PageFiles.NAMES) {
            String answer = ask("GET /page/" + name, "Host: " + host);
            has(answer, "200 OK", "default-src 'none'; script-src 'self';", "frame-ancestors 'none'", "nosniff");
            has(answer, "no-referrer", "no-store", "SPDX-License-Identifier: EPL-2.0");
            assertFalse(answer.contains("unsafe-"), name);
        }
        has(ask("GET /page/", "Host: localhost"), "200 OK", "text/html; charset=utf-8", "<main id=\"main\"");
        has(ask("GET /page/app.js", "Host: [::1]:80"), "200 OK", "text/javascript");
        has(own("GET /page/app.js", ""), "200 OK", "Cross-origin-resource-policy: same-origin");
    }

    @Test
    void theListIsWhatTheFolderHas() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertEquals(
                    new TreeSet<>(PageFiles.NAMES),
                    files.map(each -> each.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Whatever is shown goes in as text. */
    @Test
    void noFileMakesMarkupOfText() throws IOException {
        for (String name : PageFiles.NAMES) {
            String text = Files.readString(SOURCES.resolve(name));
            for (String word : List.of(
                    "innerHTML",
                    "outerHTML",
                    "insertAdjacentHTML",
                    "document.write",
                    "eval(",
                    "new Function",
                    "style=",
                    "javascript:",
                    "http-equiv",
                    "cookie")) {
                assertFalse(text.contains(word), name + " has " + word);
            }
        }
    }

    @Test
    void nothingElseIsServed() {
        for (String path : List.of(
                "/page/../run/token",
                "/page/%2e%2e/run/token",
                "/page/..%2fapp.js",
                "/page/%61pp.js",
                "/page//app.js",
                "/page/app.js/",
                "/page/App.js",
                "/page/../internal/WebPage.class",
                "/page/nothing")) {
            has(ask("GET " + path, "Host: " + host), "404 Not Found");
        }
        has(ask("GET /page/app.js", "Host: evil.example"), "403");
        has(ask("GET /page/app.js", "Host: 127.0.0.1.evil.example"), "403");
        has(ask("POST /page/app.js", "Host: " + host), "405");
    }

    @Test
    void aTicketIsExchangedOnceAndTheSessionMayWhatItsRoleMay() {
        String ticket = sessions.ticket(AccessRole.VIEWER);
        has(own("POST /page/session", ticket), "200 OK", "\"key\":\"session-", "\"role\":\"viewer\"");
        has(own("POST /page/session", ticket), "403", "ACCESS_REFUSED", "used already", "holdfast web");
        String viewer = key(AccessRole.VIEWER);
        has(own("GET /v1/status", viewer), "200 OK", "{\"type\":\"status\"");
        has(own("POST /v1/backup", viewer), "403", "ROLE_NEEDED");
        String operator = key(AccessRole.OPERATOR);
        has(own("POST /v1/backup", operator), "200 OK");
        has(own("POST /v1/tickets", operator), "403", "ROLE_NEEDED");
    }

    @Test
    void aTicketAloneOpensNothing() {
        has(own("GET /v1/status", sessions.ticket(AccessRole.CUSTODIAN)), "403", "ACCESS_REFUSED");
    }

    @Test
    void theAuditLogHasWhichSessionBeganAndWhatItChanged() {
        String key = key(AccessRole.OPERATOR);
        own("GET /v1/status", key);
        own("POST /v1/away?until=2026-03-02T12:00:00Z", key);
        String name = sessions.use(key).name();
        assertEquals(
                List.of(
                        "POST /page/session by " + name + " from this machine: role=operator",
                        "POST /v1/away by " + name + " from this machine: until=2026-03-02T12:00:00Z"),
                access.log);
        assertFalse(access.log.toString().contains("secret"), "neither ticket nor key");
    }

    @Test
    void aKeyCountsFromTheOwnPageOnly() {
        String key = key(AccessRole.OPERATOR);
        String bearer = "Authorization: Bearer " + key;
        has(ask("GET /v1/status", "Host: " + host, "Sec-Fetch-Site: same-origin", bearer), "200 OK");
        for (String origin : List.of(
                "https://" + host,
                "http://localhost:" + server.port(),
                "http://127.0.0.1:1",
                "http://" + host + ".evil.example",
                "null",
                "http://evil.example")) {
            has(ask("GET /v1/status", "Host: " + host, "Origin: " + origin, bearer), "403", "ACCESS_REFUSED");
            has(ask("POST /page/session", "Host: " + host, "Origin: " + origin, bearer), "403", "ACCESS_REFUSED");
        }
        for (String site : List.of("cross-site", "same-site", "none")) {
            has(ask("GET /v1/status", "Host: " + host, "Sec-Fetch-Site: " + site, bearer), "403", "ACCESS_REFUSED");
        }
        String two = "Origin: http://" + host + "\r\nOrigin: http://evil.example";
        has(ask("GET /v1/status", "Host: " + host, two, bearer), "403");
    }

    /** Somebody else's name may lead to this machine; then the page is somebody else's. */
    @Test
    void anotherNameOfThisMachineIsRefused() {
        String ticket = sessions.ticket(AccessRole.OPERATOR);
        String rebound = "evil.example:" + server.port();
        String[] headers = {"Host: " + rebound, "Origin: http://" + rebound, "Sec-Fetch-Site: same-origin"};
        has(ask("POST /page/session", concat(headers, "Authorization: Bearer " + ticket)), "403", "ACCESS_REFUSED");
        String key = key(AccessRole.OPERATOR);
        has(ask("GET /v1/status", concat(headers, "Authorization: Bearer " + key)), "403", "ACCESS_REFUSED");
        has(own("POST /page/session", ticket), "200 OK");
    }

    private static String[] concat(String[] headers, String last) {
        return Stream.concat(Stream.of(headers), Stream.of(last)).toArray(String[]::new);
    }

    /** Guessing is slow, and whoever guesses keeps nobody out who has a ticket. */
    @Test
    void whoGuessesIsSlowedDownAndNobodyElse() {
        for (int i = 0; i < 100; i++) {
            has(own("POST /page/session", "guess" + i), "403", "ACCESS_REFUSED");
        }
        has(own("POST /page/session", "guess"), "429", "TOO_MANY_CALLS", "Retry-after: 1");
        has(own("GET /v1/status", "session-guess"), "429");
        has(own("GET /v1/status", key(AccessRole.OPERATOR)), "200 OK");
    }

    /** Browsers ask first whether another page may send what it has; nothing here says so. */
    @Test
    void noOtherPageIsEverToldThatItMay() {
        String foreign = "Origin: http://evil.example";
        String wants = "Access-Control-Request-Headers: authorization";
        for (String path : List.of("/v1/status", "/page/session", "/page/app.js")) {
            String answer = ask("OPTIONS " + path, "Host: " + host, foreign, wants);
            assertFalse(answer.startsWith("HTTP/1.1 2"), answer);
            assertFalse(answer.toLowerCase(Locale.ROOT).contains("access-control-allow"), answer);
        }
    }

    /** The token is for programs: no page may have it, not even this one. */
    @Test
    void theTokenCountsFromNoPage() {
        has(own("GET /v1/status", "token"), "403", "ACCESS_REFUSED");
    }

    @Test
    void whoLeavesIsOut() {
        String key = key(AccessRole.OPERATOR);
        has(own("DELETE /page/session", key), "204");
        has(own("GET /v1/status", key), "403", "this session of the web page has ended", "holdfast web");
        has(own("GET /page/session", key), "405");
    }
}
