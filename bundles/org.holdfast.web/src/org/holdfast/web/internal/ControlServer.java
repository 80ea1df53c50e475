// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the loopback address only. A call needs the bearer token, must name a loopback host, and must not come
 * from a web page (no Origin), so that neither another user of the machine nor a page in a browser can drive the node.
 */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService callers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("control-", 1).factory());
    private final Routes routes;
    private final byte[] token;

    /** @param port 0 takes any free one */
    ControlServer(Routes routes, String token, int port) {
        this.routes = routes;
        this.token = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            this.server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.PORT_IN_USE,
                    "control port " + port,
                    "The control port " + port + " cannot be used (" + e.getMessage()
                            + "). Set 'control.port' to a free one, or to 0 for any.",
                    e);
        }
        server.setExecutor(callers);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A page that looks itself at who asks. */
    void open(String path, HttpHandler page) {
        server.createContext(path, page);
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) {
        try (Answer answer = new Answer(exchange)) {
            Optional<HoldfastException> refusal = refuse(exchange);
            if (refusal.isPresent()) {
                answer.fail(403, refusal.get());
            } else {
                answer(exchange, answer);
            }
        } catch (UncheckedIOException e) {
            LOG.debug("A caller of the control API went away: {}", e.getMessage());
        }
    }

    private void answer(HttpExchange exchange, Answer answer) {
        try {
            Request request = Request.of(exchange);
            routes.find(request.route()).handle(request, answer);
        } catch (HoldfastException e) {
            answer.fail(e.code() == ErrorCode.USAGE ? 400 : 409, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | Error e) { // whatever it was, who asked gets an answer
            LOG.error(
                    "{} {} failed",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    e);
            answer.fail(
                    500,
                    new HoldfastException(
                            ErrorCode.INTERNAL, "node", "The node failed: " + e + ". Its log says more.", e));
        }
    }

    private Optional<HoldfastException> refuse(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        String given = Optional.ofNullable(headers.getFirst("Authorization")).orElse("");
        if (!MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8))) {
            return Optional.of(refusal("the token is missing or wrong; it stands in run/token of the node's folder"));
        }
        if (headers.containsKey("Origin") || !namesLoopback(headers.getFirst("Host"))) {
            return Optional.of(
                    refusal("only programs on this machine may call, under the name localhost or 127.0.0.1"));
        }
        return Optional.empty();
    }

    static boolean namesLoopback(String host) {
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");
    }

    private static HoldfastException refusal(String why) {
        return new HoldfastException(ErrorCode.USAGE, "control API", "Refused: " + why + ".");
    }

    @Override
    public void close() {
        server.stop(1);
        callers.shutdownNow();
        callers.close();
    }
}
