// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The TCP socket under the TLS of a link, with fewer calls of the system. The JDK's TLS reads each record of 16 KiB in two
 * pieces and pushes each one out as it is written; here some are read at once, and those of one frame are pushed out
 * together. It took a tenth off the CPU time of a transfer (TlsThroughput, JDK 25, 2 cores).
 */
final class LinkSocket extends Socket {
    private static final int FOUR_RECORDS = 4 * (16 * 1024 + 64);
    private @Nullable InputStream in;
    private @Nullable HeldStream out;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (in == null) {
            in = new BufferedInputStream(super.getInputStream(), FOUR_RECORDS);
        }
        return in;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        return held();
    }

    private synchronized HeldStream held() throws IOException {
        if (out == null) {
            out = new HeldStream(super.getOutputStream());
        }
        return out;
    }

    /** From now on flushing does nothing. */
    void hold() throws IOException {
        held().holding = true;
    }

    /** Sends what was held, and no longer holds. */
    void release() throws IOException {
        held().holding = false;
        held().flush();
    }

    /** Each record is written by whoever has TLS's own lock; the frame is released without it. */
    private static final class HeldStream extends BufferedOutputStream {
        private volatile boolean holding;

        HeldStream(OutputStream to) {
            super(to, FOUR_RECORDS);
        }

        @Override
        public synchronized void flush() throws IOException {
            if (!holding) {
                super.flush();
            }
        }
    }

    /** Accepts sockets of this kind. */
    static final class Server extends ServerSocket {
        Server() throws IOException {}

        @Override
        public LinkSocket accept() throws IOException {
            LinkSocket socket = new LinkSocket();
            implAccept(socket);
            return socket;
        }
    }
}
