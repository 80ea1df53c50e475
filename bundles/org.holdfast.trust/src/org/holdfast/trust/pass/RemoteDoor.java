// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.pass;

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

/**
 * The calling side of a node's door to elsewhere, over TLS 1.3: the node has to show the certificate that the pass has of
 * it, and this side shows the pass's own. Nothing is sent before both are proved. Thread-safe.
 */
public final class RemoteDoor {
    private final NodeAddress address;
    private final PinnedNode pin;
    private final SSLSocketFactory sockets;

    /** @throws HoldfastException INTERNAL if this Java cannot use the pass */
    public RemoteDoor(NodeAddress address, Pass pass) {
        this.address = address;
        this.pin = new PinnedNode(pass.node());
        this.sockets = pass.sockets(pin);
    }

    /** A connection for one call, not yet opened. @param resource path and query */
    public HttpURLConnection open(String resource) throws IOException {
        URI where = URI.create("https://" + address + resource);
        HttpsURLConnection call = (HttpsURLConnection) where.toURL().openConnection(Proxy.NO_PROXY);
        call.setSSLSocketFactory(sockets);
        call.setHostnameVerifier((host, session) -> true); // known by its certificate, whatever it is called
        return call;
    }

    /** What a call that broke off means, and what to do: PEER_IMPOSTOR or NODE_UNREACHABLE. */
    public HoldfastException broken(IOException cause) {
        if (pin.metAnother()) {
            return new HoldfastException(
                    ErrorCode.PEER_IMPOSTOR,
                    address.toString(),
                    "What answers at " + address
                            + " is not the node that the pass is for: it shows another certificate."
                            + " Is the address right? If that node was set up anew, ask its admin for a new pass; if it"
                            + " was not, somebody is between you and it. Nothing was sent.",
                    cause);
        }
        return isUnheard(cause)
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

    /** Whether there was no connection at all. */
    private boolean isUnheard(IOException cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException && !isSilence(cause);
    }

    /** Whether the node was there, and then said nothing for too long; Java tells that from a connection that never stood. */
    private boolean isSilence(IOException cause) {
        return pin.met() && !String.valueOf(cause.getMessage()).startsWith("Connect");
    }

    /** NODE_UNREACHABLE, and why. */
    public HoldfastException unreachable(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.NODE_UNREACHABLE,
                address.toString(),
                "The node at " + address + " cannot be asked: " + why + ".",
                true,
                cause);
    }
}
