// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.holdfast.model.NodeAddress;
import org.holdfast.trust.pass.Pass;
import org.holdfast.trust.x509.SelfSigned;

/** Listens as a node's door to elsewhere does: TLS 1.3, asks for a certificate, takes any in the handshake. */
final class FakeRemote implements AutoCloseable {
    /** A key with its certificate. */
    record Own(KeyPair pair, X509Certificate certificate) {
        static Own make(String name) throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Instant now = InstantSource.system().instant();
            return new Own(
                    pair,
                    SelfSigned.certificate(
                            pair, name, now.minusSeconds(60), now.plus(Duration.ofDays(1)), new SecureRandom()));
        }
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Certificate> callers = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FakeNode.Answer> answers = new ConcurrentHashMap<>();

    FakeRemote(Own own) throws GeneralSecurityException, IOException {
        char[] none = new char[0];
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, none);
        keys.setKeyEntry("own", own.pair().getPrivate(), none, new Certificate[] {own.certificate()});
        KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
        shown.init(keys, none);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(shown.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on("GET /v1/status", "{\"type\":\"status\",\"safe\":true,\"version\":\"0.1.0\"}");
        on("GET /v1/remotes", "{\"type\":\"remote\",\"name\":\"bob\",\"role\":\"viewer\",\"fingerprint\":\"00\"}");
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    NodeElsewhere place(Path pass) {
        return new NodeElsewhere(
                new NodeAddress("127.0.0.1", server.getAddress().getPort()), pass);
    }

    static void write(Path file, Own caller, Own node) throws IOException {
        Files.writeString(file, pass(caller, node).text());
    }

    static Pass pass(Own caller, Own node) {
        return new Pass(caller.pair().getPrivate(), caller.certificate(), node.certificate());
    }

    FakeRemote on(String call, FakeNode.Answer answer) {
        answers.put(call, answer);
        return this;
    }

    FakeRemote on(String call, String... lines) {
        return on(call, exchange -> FakeNode.send(exchange, 200, lines));
    }

    private void handle(HttpExchange exchange) {
        try {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            exchange.getRequestBody().readAllBytes();
            asked.add(call);
            callers.add(((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
            answers.getOrDefault(
                            call,
                            each -> FakeNode.send(
                                    each, 400, FakeNode.error("USAGE", call, "There is no '" + call + "'.")))
                    .to(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
