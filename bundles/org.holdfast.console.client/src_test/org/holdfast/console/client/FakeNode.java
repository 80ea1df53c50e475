// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Something that listens as a node does, and says what the test wants. */
final class FakeNode implements AutoCloseable {
    /** Answers a call, and closes it or not. */
    @FunctionalInterface
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Path home;
    private final String token;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    FakeNode(Path home, String token) throws IOException {
        this.home = home;
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        Files.createDirectories(home.resolve("identity"));
        Files.createDirectories(home.resolve("run"));
        tellToken(token);
        Files.writeString(
                home.resolve("run/control"),
                server.getAddress().getPort() + " " + ProcessHandle.current().pid() + "\n");
    }

    /** What stands in the file, right or wrong. */
    void tellToken(String text) throws IOException {
        Files.writeString(home.resolve("run/token"), text + "\n");
    }

    FakeNode on(String call, Answer answer) {
        answers.put(call, answer);
        return this;
    }

    FakeNode on(String call, String... lines) {
        return on(call, exchange -> send(exchange, 200, lines));
    }

    FakeNode fails(String call, int status, String line) {
        return on(call, exchange -> send(exchange, status, line));
    }

    static void send(HttpExchange exchange, int status, String... lines) throws IOException {
        byte[] body = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void handle(HttpExchange exchange) {
        try {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(call + (body.isEmpty() ? "" : " " + body));
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                send(exchange, 403, error("ACCESS_REFUSED", "control API", "Refused: the token is missing or wrong."));
                return;
            }
            String name =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            answers.getOrDefault(name, each -> send(each, 400, error("USAGE", name, "There is no '" + name + "'.")))
                    .to(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String code, String subject, String message) {
        return "{\"type\":\"error\",\"code\":\"" + code + "\",\"exit\":1,\"subject\":\"" + subject + "\",\"message\":\""
                + message + "\",\"retryable\":false}";
    }

    /** Stops in order, as a node does. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(home.resolve("run/control"));
        server.stop(0);
        threads.shutdownNow();
    }
}
