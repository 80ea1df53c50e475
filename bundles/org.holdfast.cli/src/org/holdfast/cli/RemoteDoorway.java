// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.jspecify.annotations.Nullable;

/** To a node elsewhere, over TLS 1.3: it shows the certificate that the pass has of it, this side the pass's own. */
final class RemoteDoorway implements Doorway {
    private final NodeAddress address;
    private final PinnedNode pin;
    private final SSLSocketFactory sockets;

    RemoteDoorway(NodeAddress address, Pass pass) {
        this.address = address;
        this.pin = new PinnedNode(pass.node());
        this.sockets = pass.sockets(pin);
    }

    @Override
    public HttpURLConnection open(String resource) throws IOException {
        URI where = URI.create("https://" + address + resource);
        HttpsURLConnection call = (HttpsURLConnection) where.toURL().openConnection(Proxy.NO_PROXY);
        call.setSSLSocketFactory(sockets);
        call.setHostnameVerifier((host, session) -> true); // known by its certificate, whatever it is called
        return call;
    }

    @Override
    public HoldfastException broken(IOException cause) {
        if (pin.metAnother()) {
            return new HoldfastException(
                    ErrorCode.PEER_IMPOSTOR,
                    subject(),
                    "What answers at " + address
                            + " is not the node that the pass is for: it shows another certificate."
                            + " Is the address right? If that node was set up anew, ask its admin for a new pass; if it"
                            + " was not, somebody is between you and it. Nothing was sent.",
                    cause);
        }
        boolean never = cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException;
        return never
                ? unreachable(
                        "nobody answers there (" + cause.getMessage()
                                + "). Its 'remote.address' has to be set, and the node to be started after that",
                        cause)
                : unreachable(
                        "the connection broke (" + cause.getMessage()
                                + "). A backup goes on there by itself; a restore goes on where it was when it is asked"
                                + " for again; of anything else, look whether it was done",
                        cause);
    }

    @Override
    public HoldfastException unreachable(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.NODE_UNREACHABLE,
                subject(),
                "The node at " + address + " cannot be asked: " + why + ".",
                true,
                cause);
    }

    @Override
    public String subject() {
        return address.toString();
    }
}
