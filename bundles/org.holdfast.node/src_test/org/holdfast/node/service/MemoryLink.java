// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;

/** One end of a link within the process: a bounded queue of frames in each direction. */
final class MemoryLink implements Link {
    private static final int FRAMES_UNDER_WAY = 64;
    private static final byte[] END = new byte[0];

    private final DeviceKey peer;
    private final NodeAddress remote;
    private final byte[] binding;
    private final BooleanSupplier breaks;
    private final BlockingQueue<byte[]> arriving = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> room = new LinkedBlockingQueue<>(FRAMES_UNDER_WAY);
    private volatile MemoryLink other = this;
    private volatile boolean closed;

    /** @param breaks asked before each frame that is sent: whether the link breaks instead */
    private MemoryLink(DeviceKey peer, NodeAddress remote, byte[] binding, BooleanSupplier breaks) {
        this.peer = peer;
        this.remote = remote;
        this.binding = binding;
        this.breaks = breaks;
    }

    /** Who stands at an end, and where. */
    record End(DeviceKey key, NodeAddress address) {}

    /** Two ends of a new link: the one that {@code dialler} holds, and the one that {@code listener} holds. */
    static MemoryLink[] pair(End dialler, End listener, byte[] binding, BooleanSupplier breaks) {
        MemoryLink near = new MemoryLink(listener.key(), listener.address(), binding, breaks);
        MemoryLink far = new MemoryLink(dialler.key(), dialler.address(), binding, breaks);
        near.other = far;
        far.other = near;
        return new MemoryLink[] {near, far};
    }

    @Override
    public DeviceKey peer() {
        return peer;
    }

    @Override
    public NodeAddress remote() {
        return remote;
    }

    @Override
    public byte[] channelBinding() {
        return binding.clone();
    }

    @Override
    public void send(ByteBuffer... parts) {
        if (breaks.getAsBoolean()) {
            close();
        }
        int length = 0;
        for (ByteBuffer part : parts) {
            length += part.remaining();
        }
        ByteBuffer frame = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) {
            frame.put(part.duplicate());
        }
        try {
            while (!other.room.offer(true, 100, TimeUnit.MILLISECONDS)) {
                requireOpen();
            }
            requireOpen();
            other.arriving.add(frame.array());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(); // as a socket that is interrupted
            throw lost();
        }
    }

    private void requireOpen() {
        if (closed || other.closed) {
            throw lost();
        }
    }

    @Override
    public Optional<ByteBuffer> receive(Duration patience) {
        try {
            byte[] frame = arriving.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
            if (closed) {
                throw lost();
            }
            if (frame == null) {
                throw new HoldfastException(ErrorCode.TIMED_OUT, remote.toString(), "no frame in time", true, null);
            }
            if (frame == END) {
                arriving.add(END);
                return Optional.empty();
            }
            room.poll();
            return Optional.of(ByteBuffer.wrap(frame));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw lost();
        }
    }

    private HoldfastException lost() {
        return new HoldfastException(ErrorCode.PEER_LOST, remote.toString(), "the link is broken", true, null);
    }

    @Override
    public void close() {
        closed = true;
        arriving.add(END);
        other.arriving.add(END);
    }
}
