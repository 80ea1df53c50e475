// SPDX-License-Identifier: EPL-2.0
package org.holdfast.web.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A socket whose other side may be slow, but not stand still: who reads nothing for a while is hung up on. One thread's. */
final class PatientChannel implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final Duration patience;

    PatientChannel(SocketChannel channel, Duration patience) throws IOException {
        channel.configureBlocking(false);
        this.channel = channel;
        this.patience = patience;
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** The bytes before the next line feed; of what comes after it nothing is kept. */
    byte[] line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        while (line.size() <= longest) {
            await(SelectionKey.OP_READ);
            int count = channel.read(one.clear());
            if (count < 0 || (count == 1 && one.get(0) == '\n')) {
                return line.toByteArray();
            } else if (count == 1) {
                line.write(one.get(0));
            }
        }
        throw new IOException("a line of more than " + longest + " bytes");
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE);
            }
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (selector.select(patience.toMillis()) == 0) {
            throw new SocketTimeoutException("nothing moved for " + patience.toSeconds() + " s");
        }
    }

    /** Watches it no more; closing it is left to whoever opened it. */
    @Override
    public void close() throws IOException {
        selector.close();
    }
}
