// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.holdfast.node.control.InspectionControl;
import org.holdfast.node.control.NodeControl;
import org.holdfast.web.internal.TokenBucket.Rate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loopback door with real sockets: who is let in, what is answered, what is written down. */
@Timeout(60)
class ReceptionTest {
    private static final String TOKEN = "0123456789abcdef";
    private static final String GOOD = "Authorization: Bearer " + TOKEN + "\r\n";
    private static final String HOST = "Host: 127.0.0.1\r\n";

    private final TestAccess access = new TestAccess();
    private final Reception reception = new Reception(
            new Routes(Samples.node(NodeControl.class), TestSessions.some()), access, new Rate(10, 1), new Rate(3, 1));
    private final ControlServer server = new ControlServer(Doors.loopback(0), reception, new TokenDoor(TOKEN));

    @BeforeEach
    void open() {
        server.open("/health", new HealthPage(Samples.node(InspectionControl.class)));
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** The answer as it comes, with its head. */
    private String call(String request, String headers, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            String text = request + " HTTP/1.1\r\n" + headers + "Connection: close\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body;
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void has(String answer, String... parts) {
        for (String part : parts) {
            assertTrue(answer.contains(part), () -> part + " is not in " + answer);
        }
    }

    @Test
    void aCallWithTheTokenIsAnsweredInLines() throws IOException {
        has(call("GET /v1/sources", HOST + GOOD, ""), "200 OK", "application/x-ndjson", "{\"type\":\"source\"");
    }

    @Test
    void whoAcceptsEventsGetsThem() throws IOException {
        String answer = call("POST /v1/backup?wait=true", HOST + GOOD + "Accept: text/event-stream\r\n", "");
        has(
                answer,
                "200 OK",
                "text/event-stream",
                "event: progress\ndata: {\"type\":\"progress\"",
                "event: snapshot\n");
    }

    @Test
    void aWrongTokenAndAForeignHostAndAWebPageAreRefused() throws IOException {
        has(call("GET /v1/status", HOST + "Authorization: Bearer wrong\r\n", ""), "403", "ACCESS_REFUSED", "run/token");
        has(call("GET /v1/status", "Host: evil.example\r\n" + GOOD, ""), "403", "ACCESS_REFUSED");
        has(call("GET /v1/status", HOST + GOOD + "Origin: null\r\n", ""), "403", "ACCESS_REFUSED");
    }

    /** A browser leaves it out of no request that a page makes, though there may be no Origin. */
    @Test
    void whatABrowserAsksForAnothersPageIsRefused() throws IOException {
        for (String site : List.of("cross-site", "same-site", "anything", "none\r\nSec-Fetch-Site: cross-site")) {
            String header = "Sec-Fetch-Site: " + site + "\r\n";
            has(call("GET /v1/status", HOST + GOOD + header, ""), "403", "ACCESS_REFUSED");
            has(call("GET /health", HOST + header, ""), "403");
            access.now.updateAndGet(now -> now.plusSeconds(1));
        }
        for (String site : List.of("none", "same-origin")) {
            String header = "sec-fetch-site: " + site + "\r\n";
            has(call("GET /v1/status", HOST + GOOD + header, ""), "200 OK");
            has(call("GET /health", HOST + header, ""), "{\"status\":"); // a made-up one
        }
    }

    @Test
    void aWrongTokenTooOftenHasToWaitAndLocksTheRightOneNotOut() throws IOException {
        String answer = "";
        for (int i = 0; i < 4; i++) {
            answer = call("GET /v1/status", HOST, "");
        }
        has(answer, "429", "Retry-after: 1", "TOO_MANY_CALLS");
        has(call("GET /v1/status", HOST + GOOD, ""), "200 OK");
    }

    @Test
    void tooManyCallsHaveToWait() throws IOException {
        String answer = "";
        for (int i = 0; i < 11; i++) {
            answer = call("GET /v1/status", HOST + GOOD, "");
        }
        has(answer, "429", "Retry-after: 1", "TOO_MANY_CALLS", "\"retryable\":true");
        access.now.updateAndGet(now -> now.plusSeconds(1));
        has(call("GET /v1/status", HOST + GOOD, ""), "200 OK");
    }

    @Test
    void whatChangesSomethingIsWrittenDownAndWhatLooksIsNot() throws IOException {
        has(call("DELETE /v1/sources?path=/home", HOST + GOOD, ""), "204");
        has(call("GET /v1/status", HOST + GOOD, ""), "200");
        has(call("POST /v1/away?until=never", HOST + GOOD, ""), "400", "USAGE");
        assertEquals(
                List.of(
                        "DELETE /v1/sources by the node's user from this machine: path=/home",
                        "POST /v1/away by the node's user from this machine: until=never",
                        "POST /v1/away failed: USAGE"),
                access.log);
    }

    @Test
    void whatThereIsNotIsSaidClearly() throws IOException {
        has(call("GET /v1/nothing", HOST + GOOD, ""), "404", "USAGE", "GET /v1/nothing");
        has(call("GET /v1/status?x=1", HOST + GOOD, ""), "400", "no parameter 'x'");
        has(call("PUT /v1/config", HOST + GOOD, "{}"), "400", "'key'");
        has(call("PUT /v1/config", HOST + GOOD, "x".repeat(65 * 1024)), "400", "64 KiB");
    }

    @Test
    void theDescriptionIsServed() throws IOException {
        String answer = call("GET /v1/openapi.json", HOST + GOOD, "");
        has(answer, "200 OK", "application/json", "\"openapi\": \"3.1.0\"");
        assertFalse(answer.contains("x-ndjson; charset"));
    }
}
