// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies below {@code /page/}: the files of the web page, for anybody on this machine, as they hold nothing; and {@code
 * /page/session}, where a ticket becomes a session, and a session ends. Everything else the page asks of the control API,
 * as others do.
 *
 * <p>Browsers are told to take script and style from here only, to make markup of no text, to call nobody else, and to let
 * no other page put this one into a frame, use its files, or hold on to its window. A link from anywhere may lead here.
 */
final class WebPage implements HttpHandler {
    static final String PATH = "/page/";

    private static final Logger LOG = LoggerFactory.getLogger(WebPage.class);
    private static final String SESSION = PATH + "session";
    private static final int NOT_ALLOWED = 405;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script';"
                    + " trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final PageFiles files = PageFiles.load();
    private final Sessions sessions;
    private final Reception reception;

    /** What a page gets for its ticket. @param key to call with, in place of the token; a secret */
    record SessionReport(String key, String role, String name) {
        @Override
        public String toString() {
            return name + " with the role " + role;
        }
    }

    WebPage(Sessions sessions, Reception reception) {
        this.sessions = sessions;
        this.reception = reception;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        HEADERS.forEach(exchange.getResponseHeaders()::set);
        String path = exchange.getRequestURI().getRawPath();
        if (path.equals(SESSION)) {
            session(exchange);
        } else {
            file(exchange, path.substring(PATH.length()));
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        try (exchange) {
            if (!TokenDoor.namesLoopback(exchange.getRequestHeaders().getFirst("Host"))) {
                exchange.sendResponseHeaders(Statuses.of(ErrorCode.ACCESS_REFUSED), -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
            } else {
                files.answer(exchange, name);
            }
        }
    }

    private void session(HttpExchange exchange) {
        try (Answer answer = new Answer(exchange)) {
            try {
                SessionDoor.requireOwnPage(exchange);
                session(exchange.getRequestMethod(), SessionDoor.secret(exchange), answer);
            } catch (HoldfastException e) {
                reception.refuse(exchange, answer, e);
            }
        } catch (UncheckedIOException e) {
            LOG.debug("A web page went away: {}", e.getMessage());
        }
    }

    private void session(String method, String secret, Answer answer) {
        switch (method) {
            case "POST" -> {
                Sessions.Begun begun = sessions.begin(secret).orElseThrow(WebPage::spent);
                reception.note(
                        begun.caller(),
                        "POST " + SESSION,
                        "role=" + begun.caller().role().word());
                answer.send(
                        "session",
                        new SessionReport(
                                begun.key(),
                                begun.caller().role().word(),
                                begun.caller().name()));
            }
            case "DELETE" -> sessions.end(secret);
            default ->
                answer.fail(
                        NOT_ALLOWED,
                        new HoldfastException(
                                ErrorCode.USAGE, method, "A session is begun with POST and ended with DELETE."));
        }
    }

    private static HoldfastException spent() {
        return TokenDoor.refusal(
                "this ticket was used already, is older than a minute, or is not from this node since its"
                        + " start; 'holdfast web' at the node's machine opens the page with a new one");
    }
}
