// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket from which no more than so much can be read: the client reads a line until it ends, and before TLS anybody on
 * the way may send one without end.
 */
final class BoundedSocket extends Socket {
    /** Answers of a server, and its certificates. */
    private static final int MOST = 256 << 10;

    private int left = MOST; // by the one thread that reads

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return counted(super.read(), 1);
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                return counted(read, Math.max(0, read));
            }
        };
    }

    private int counted(int result, int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("it sends more than a mail server would");
        }
        return result;
    }

    /** Makes such sockets, until it is told to cut them off. Thread-safe. */
    static final class Factory extends SocketFactory {
        private static final Logger LOG = LoggerFactory.getLogger(Factory.class);

        private final List<Socket> made = new ArrayList<>(); // guarded by this
        private boolean cut; // guarded by this

        @Override
        public synchronized Socket createSocket() throws IOException {
            if (cut) {
                throw new IOException("its time is over");
            }
            Socket socket = new BoundedSocket();
            made.add(socket);
            return socket;
        }

        /** Whoever waits for one of them gets an IOException, and there are no more. */
        synchronized void cut() {
            cut = true;
            for (Socket each : made) {
                try {
                    each.close();
                } catch (IOException e) {
                    LOG.debug("A connection to a mail server did not end in order", e);
                }
            }
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("it is connected with a time limit");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            return createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            return createSocket("", port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            return createSocket("", port);
        }
    }
}
