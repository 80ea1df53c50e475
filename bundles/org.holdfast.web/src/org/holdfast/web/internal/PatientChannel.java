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
import java.time.Instant;
import java.time.InstantSource;

/** A socket whose other side may be slow, but only as slow as {@link Patience} says, or it is hung up on. One thread's. */
final class PatientChannel implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final InstantSource clock;
    private final Patience patience;
    private long written;
    private Duration waited = Duration.ZERO; // for the other side to read

    PatientChannel(SocketChannel channel, InstantSource clock, Patience patience) throws IOException {
        channel.configureBlocking(false);
        this.channel = channel;
        this.clock = clock;
        this.patience = patience;
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** The bytes before the next line feed; of what comes after it nothing is kept. */
    byte[] line(int longest) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(1);
        Instant end = clock.instant().plus(patience.question());
        while (line.size() <= longest) {
            Duration left = Duration.between(clock.instant(), end);
            await(SelectionKey.OP_READ, left.compareTo(patience.question()) < 0 ? left : patience.question());
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
            int count = channel.write(bytes);
            written += count;
            if (count == 0) {
                awaitReader();
            }
        }
    }

    private void awaitReader() throws IOException {
        Instant before = clock.instant();
        await(SelectionKey.OP_WRITE, patience.still());
        Duration pause = Duration.between(before, clock.instant());
        waited = pause.isNegative() ? waited : waited.plus(pause); // the clock was set back
        if (waited.compareTo(patience.forReading(written)) > 0) {
            throw new SocketTimeoutException(
                    "after " + waited.toSeconds() + " s of waiting only " + written + " bytes were read: too slow");
        }
    }

    private void await(int operation, Duration longest) throws IOException {
        key.interestOps(operation);
        selector.selectedKeys().clear();
        if (longest.toMillis() <= 0 || selector.select(longest.toMillis()) == 0) {
            throw new SocketTimeoutException("nothing moved for long, or too little");
        }
    }

    /** Watches it no more; closing it is left to whoever opened it. */
    @Override
    public void close() throws IOException {
        selector.close();
    }
}
