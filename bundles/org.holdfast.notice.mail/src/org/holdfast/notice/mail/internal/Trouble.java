// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.commons.net.MalformedServerReplyException;

/** What went wrong with a connection, in words for people. Pure. */
final class Trouble {
    private Trouble() {}

    static String of(MailServer server, IOException e) {
        String place = server.place();
        return switch (e) {
            case UnknownHostException unknown ->
                "the name " + server.host()
                        + " is unknown: see whether it is right, and whether names are resolved here";
            case SocketTimeoutException late ->
                place + " did not answer in time: see whether a firewall is in between, and whether 'security' fits the"
                        + " port";
            case ConnectException nobody -> "nothing takes connections at " + place + ": see whether it runs";
            case SSLException untrusted ->
                "the certificate of " + place + " cannot be trusted, or it speaks no TLS there ("
                        + untrusted.getMessage() + "): it has to be valid, for that name, and of a CA that Java knows";
            // its message holds what came, which may be what was said to it
            case MalformedServerReplyException garbled ->
                place + " does not answer as a mail server: see whether the port is the right one";
            default -> place + " broke off: " + e.getMessage();
        };
    }
}
