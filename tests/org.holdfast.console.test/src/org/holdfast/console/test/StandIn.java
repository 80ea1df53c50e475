// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
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

/** Listens as a node does, and says what a test wants: what a real node would take too long to become. */
final class StandIn implements AutoCloseable {
    static final Path HOME = Path.of(System.getProperty("holdfast.nodes"), "fake");

    /** Writes an answer. */
    @FunctionalInterface
    interface Answer {
        void to(Writer out) throws IOException;
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final String token;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    StandIn() throws IOException {
        this("secret");
    }

    StandIn(String token) throws IOException {
        this.token = token;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        List.of("sources", "snapshots", "partners", "plugins", "members", "admins", "pins", "config", "events")
                .forEach(each -> on("GET /v1/" + each));
        on("GET /v1/plugin-status", "{'type':'plugin_status','installed':[],'warnings':[]}");
        status(true, "0.1.0");
        Files.createDirectories(HOME.resolve("identity"));
        Files.createDirectories(HOME.resolve("run"));
        tellToken(token);
        Files.writeString(
                HOME.resolve("run/control"),
                server.getAddress().getPort() + " " + ProcessHandle.current().pid() + "\n");
    }

    void tellToken(String text) throws IOException {
        Files.writeString(HOME.resolve("run/token"), text + "\n");
    }

    StandIn status(boolean safe, String version, String... reasons) {
        return status(safe, safe, version, reasons);
    }

    StandIn status(boolean safe, boolean restorable, String version, String... reasons) {
        StringBuilder list = new StringBuilder();
        for (String reason : reasons) {
            list.append(list.isEmpty() ? "" : ",").append('\'').append(reason).append('\'');
        }
        return on(
                "GET /v1/status",
                ("{'type':'status','safe':" + safe + ",'restorable':" + restorable + ",'protection':'"
                        + (safe ? "FULL" : "NONE") + "','reasons':["
                        + list + "],'loss_per_year':1.3e-7,'limited_by':'machines: 1e-7','partners':5,"
                        + "'partners_wanted':6,'partners_reachable':4,'code':'5+2','state':'idle','name':'ada',"
                        + "'held_bytes':1048576,'usable_bytes':2147483648,'version':'" + version + "'}"));
    }

    /** @param lines JSON, with single quotes */
    StandIn on(String call, String... lines) {
        return on(call, out -> {
            for (String line : lines) {
                out.write(line.replace('\'', '"') + "\n");
            }
        });
    }

    StandIn on(String call, Answer answer) {
        answers.put(call, answer);
        return this;
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(call + (body.isEmpty() ? "" : " " + body));
            boolean known =
                    ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String path = exchange.getRequestURI().getPath();
            Answer answer = answers.get(call);
            answer = answer != null ? answer : answers.get(exchange.getRequestMethod() + " " + path);
            exchange.sendResponseHeaders(!known ? 403 : answer == null ? 400 : 200, 0);
            try (Writer out = new BufferedWriter(
                    new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8), 1 << 16)) {
                if (!known) {
                    out.write(error("ACCESS_REFUSED", "control API", "Refused: the token is missing or wrong.") + "\n");
                } else if (answer == null) {
                    out.write(
                            error("USAGE", exchange.getRequestMethod() + " " + path, "There is no such call.") + "\n");
                } else {
                    answer.to(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String error(String code, String subject, String message) {
        return ("{'type':'error','code':'" + code + "','exit':1,'subject':'" + subject + "','message':'" + message
                        + "','retryable':false}")
                .replace('\'', '"');
    }

    /** Whether it was asked something that begins so. */
    boolean heard(String call) {
        return asked.stream().anyMatch(each -> each.startsWith(call));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(HOME.resolve("run/control"));
        server.stop(0);
        threads.shutdownNow();
    }
}
