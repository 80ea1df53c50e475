// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.holdfast.testkit.transport.TestKeys;

/** TLS as somebody else might do it: trusts all, counts how often it was asked to, keeps sessions to resume them. */
final class Raw {
    /** Certificates that this side was asked to trust. */
    final AtomicInteger checks = new AtomicInteger();

    private final SSLContext context;

    Raw(KeyManager... own) throws GeneralSecurityException {
        context = SSLContext.getInstance("TLS");
        context.init(own, new TrustManager[] {new TrustAll()}, null);
    }

    /** With a good certificate of a fresh device key. */
    static Raw node() throws GeneralSecurityException {
        return new Raw(new OwnCertificate(TestKeys.deviceKey()));
    }

    SSLSocket dial(int port) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }

    /** On a connection that the test may also write to past the encryption. */
    SSLSocket over(Socket plain) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
    }

    /** Listens; asks for a certificate. */
    SSLServerSocket listen() throws IOException {
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    private final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            checks.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            checks.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            checks.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            checks.incrementAndGet();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            checks.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            checks.incrementAndGet();
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
