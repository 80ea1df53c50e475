// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

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

    /** Makes such sockets. */
    static final class Factory extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new BoundedSocket();
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
