// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
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
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.holdfast.trust.x509.SelfSigned;

/** A node elsewhere, as far as a command sees it: TLS 1.3, wants a certificate, answers each call with the same text. */
final class TlsNode implements AutoCloseable {
    private static final char[] NONE = new char[0];

    /** A key with its certificate, in a store. */
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

    private final SSLServerSocket door;
    private final List<X509Certificate> callers = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final String answer;

    /** @param answer what comes after the status line; a connection closes at its end, whatever was promised */
    TlsNode(Own own, X509Certificate believed, String answer) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, NONE);
        keys.setKeyEntry("own", own.pair().getPrivate(), NONE, new Certificate[] {own.certificate()});
        KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
        shown.init(keys, NONE);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(shown.getKeyManagers(), trusting(believed), null);
        this.door = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        door.setNeedClientAuth(true);
        this.answer = answer;
        Thread.ofPlatform().daemon().name("tls-node").start(this::serve);
    }

    private static TrustManager[] trusting(X509Certificate believed) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NONE);
        trusted.setCertificateEntry("caller", believed);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    List<String> calls() {
        return calls;
    }

    List<X509Certificate> callers() {
        return callers;
    }

    private void serve() {
        while (!door.isClosed()) {
            try (SSLSocket caller = (SSLSocket) door.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                calls.add(in.readLine());
                callers.add((X509Certificate) caller.getSession().getPeerCertificates()[0]);
                OutputStream out = caller.getOutputStream();
                out.write(("HTTP/1.1 200 OK\r\n" + answer).getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                calls.add("no call: " + e.getMessage());
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
