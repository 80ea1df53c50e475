// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.holdfast.testkit.notice.TestCertificate;

/** A server that keeps what is posted to it, and answers as it is told, the last status again and again. */
final class HookServer implements AutoCloseable {
    private final HttpServer server;
    private final Optional<TestCertificate> certificate;
    private final List<Integer> answers;
    private final List<Posted> posted = new CopyOnWriteArrayList<>();

    /** A request. */
    record Posted(String path, Headers headers, byte[] body) {
        /** Empty if there is none. */
        String header(String name) {
            return Optional.ofNullable(headers.getFirst(name)).orElse("");
        }
    }

    private HookServer(HttpServer server, Optional<TestCertificate> certificate, List<Integer> answers) {
        this.server = server;
        this.certificate = certificate;
        this.answers = answers;
        server.createContext("/", this::answer);
        server.start();
    }

    private static InetSocketAddress here() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static HookServer plain(Integer... answers) throws IOException {
        return new HookServer(HttpServer.create(here(), 0), Optional.empty(), List.of(answers));
    }

    /** @param name that its certificate is for: a host, or an address in numbers */
    static HookServer tls(String name, Integer... answers) throws Exception {
        TestCertificate certificate = TestCertificate.of(name);
        HttpsServer server = HttpsServer.create(here(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        return new HookServer(server, Optional.of(certificate), List.of(answers));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            posted.add(new Posted(exchange.getRequestURI().toString(), exchange.getRequestHeaders(), body));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answers.get(Math.min(posted.size(), answers.size()) - 1), -1);
        }
    }

    String url(String path) {
        return (certificate.isPresent() ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + path;
    }

    SSLContext trusting() throws Exception {
        return certificate.orElseThrow().client();
    }

    List<Posted> posted() {
        return List.copyOf(posted);
    }

    Posted only() {
        if (posted.size() != 1) {
            throw new AssertionError(posted.size() + " were posted");
        }
        return posted.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
