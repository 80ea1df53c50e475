// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.control.AccessControl;
import org.holdfast.node.control.Caller;

/**
 * The door for calls from elsewhere: who shows a certificate that was let in, and has its key. The handshake takes any
 * certificate, or none, so that who is refused is told why, in words; it is refused here, before anything of its call is
 * read. A web page ({@link Browsers}) is refused, as a browser would lend it a certificate that is installed there.
 */
final class CertificateDoor implements Door {
    private final AccessControl access;

    CertificateDoor(AccessControl access) {
        this.access = access;
    }

    @Override
    public Caller enter(HttpExchange exchange) {
        if (Browsers.isForeignPage(exchange.getRequestHeaders())) {
            throw refusal("a web page may not call");
        }
        return access.admit(shown((HttpsExchange) exchange), Doors.address(exchange));
    }

    private static X509Certificate shown(HttpsExchange exchange) {
        try {
            return (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            throw new HoldfastException(
                    ErrorCode.ACCESS_REFUSED,
                    "control API",
                    "Refused: a certificate is needed here. 'holdfast remote allow' at the node makes one.",
                    e);
        }
    }

    private static HoldfastException refusal(String why) {
        return new HoldfastException(ErrorCode.ACCESS_REFUSED, "control API", "Refused: " + why + ".");
    }
}
