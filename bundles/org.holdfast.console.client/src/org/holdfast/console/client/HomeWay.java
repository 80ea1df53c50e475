// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.holdfast.console.client.ControlException.Kind;

/** To the node of a data folder of this computer, on the loopback address, with the token that lies there. */
record HomeWay(NodeHome home, NodeHome.Door door) implements Way {
    @Override
    public HttpURLConnection open(String resource) throws IOException {
        URI where = URI.create("http://127.0.0.1:" + door.port() + resource);
        HttpURLConnection connection = (HttpURLConnection) where.toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestProperty("Authorization", "Bearer " + door.token());
        return connection;
    }

    @Override
    public ControlException broken(IOException cause) {
        if (cause instanceof SocketTimeoutException || cause instanceof MalformedJsonException) {
            return unasked("the node in " + home.path() + " (process " + door.pid() + ") does not answer", cause);
        }
        return isGone()
                ? new ControlException(
                        Kind.STOPPED,
                        "NODE_NOT_RUNNING",
                        "The node in " + home.path() + " was stopped meanwhile.",
                        cause)
                : unasked("the connection to the node in " + home.path() + " broke", cause);
    }

    private boolean isGone() {
        try {
            return !home.door().equals(door);
        } catch (ControlException e) {
            return true;
        }
    }

    private static ControlException unasked(String what, IOException cause) {
        return new ControlException(
                Kind.SILENT,
                "NODE_UNREACHABLE",
                "It cannot be asked: " + what + " (" + cause.getMessage() + ").",
                cause);
    }

    @Override
    public ControlException silent(String why, Throwable cause) {
        return new ControlException(
                Kind.SILENT,
                "NODE_UNREACHABLE",
                "What listens on port " + door.port() + " is no node as it should be: " + why + ".",
                cause);
    }

    @Override
    public boolean mayVanish() {
        return false;
    }
}
