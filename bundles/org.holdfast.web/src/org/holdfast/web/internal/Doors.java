// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl.Listening;

/** Opens what the control API listens on: the loopback address, or TLS 1.3 to elsewhere. */
final class Doors {
    private static final int BACKLOG = 16;

    /** A session above seven days makes the JDK send no tickets: a resumed one would show no certificate. */
    private static final int NO_RESUMPTION = 7 * 24 * 3600 + 1;

    private Doors() {}

    /** @param port 0 takes any free one. @throws HoldfastException PORT_IN_USE */
    static HttpServer loopback(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw inUse(
                    "control port " + port,
                    "The control port " + port + " cannot be used (" + e.getMessage()
                            + "). Set 'control.port' to a free one, or to 0 for any.",
                    e);
        }
    }

    /** @throws HoldfastException PORT_IN_USE */
    static HttpServer remote(Listening where) {
        try {
            HttpsServer server = HttpsServer.create(where.address(), BACKLOG);
            server.setHttpsConfigurator(new Tls(context(where)));
            return server;
        } catch (IOException e) {
            throw inUse(
                    where.address().toString(),
                    "The node cannot listen for calls from elsewhere at " + where.address() + " (" + e.getMessage()
                            + "). Set 'remote.address' to an address of this machine and a free port.",
                    e);
        }
    }

    private static HoldfastException inUse(String subject, String message, IOException cause) {
        return new HoldfastException(ErrorCode.PORT_IN_USE, subject, message, cause);
    }

    private static SSLContext context(Listening where) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(
                    new KeyManager[] {new OwnCertificate(where.key(), where.certificate())},
                    new TrustManager[] {new AnyCertificate()},
                    null);
            context.getServerSessionContext().setSessionTimeout(NO_RESUMPTION);
            return context;
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "TLS", "This JDK cannot do TLS 1.3: " + e, e);
        }
    }

    /** The caller's address, in digits. */
    static String address(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    private static final class Tls extends HttpsConfigurator {
        Tls(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setProtocols(new String[] {"TLSv1.3"});
            wanted.setWantClientAuth(true);
            parameters.setSSLParameters(wanted);
        }
    }
}
