// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How TCP sockets are opened, set up and closed here. */
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int BACKLOG = 128;

    private Sockets() {}

    /** Buffer sizes are left to the system, which fits them to the path; a size set here would be a limit. */
    static void tune(Socket socket) throws SocketException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
    }

    static LinkSocket.Server listen(InetSocketAddress address) {
        try {
            return bound(address);
        } catch (IOException e) {
            throw new HoldfastException(
                    e instanceof BindException && isOurs(address) ? ErrorCode.PORT_IN_USE : ErrorCode.CONFIG_INVALID,
                    address.toString(),
                    "cannot listen on " + address + " (" + e.getMessage()
                            + "); choose another port or address (settings node.port and bind.address)",
                    e);
        }
    }

    private static LinkSocket.Server bound(InetSocketAddress address) throws IOException {
        LinkSocket.Server server = new LinkSocket.Server();
        try {
            server.bind(address, BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** BindException means either a taken port or an address of another machine. */
    private static boolean isOurs(InetSocketAddress address) {
        try {
            return !address.isUnresolved()
                    && (address.getAddress().isAnyLocalAddress()
                            || NetworkInterface.getByInetAddress(address.getAddress()) != null);
        } catch (SocketException e) {
            LOG.debug("The interfaces of this machine cannot be listed", e);
            return true;
        }
    }

    static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing a socket failed", e);
        }
    }
}
