// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;

/**
 * One attempt to reach a node. It runs on a virtual thread of its own, so that the deadline also bounds the look-up of a
 * name, which cannot be broken off; the socket exists from the start, so that the rest can.
 */
final class Dialler {
    private final Handshake handshake;
    private final NodeAddress address;
    private final Optional<DeviceKey> expected;
    private final LinkSocket plain = new LinkSocket();

    Dialler(Handshake handshake, NodeAddress address, Optional<DeviceKey> expected) {
        this.handshake = handshake;
        this.address = address;
        this.expected = expected;
    }

    TlsLink dial(Duration deadline) {
        FutureTask<TlsLink> attempt = new FutureTask<>(this::attempt);
        Thread.ofVirtual().name("holdfast-dial-" + address).start(attempt);
        try {
            return attempt.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw abandoned(Failures.timedOut(address, deadline, "an answer of", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw abandoned(new HoldfastException(
                    ErrorCode.CANCELLED, address.toString(), "dialling " + address + " was cancelled", e));
        } catch (ExecutionException e) {
            throw abandoned(failure(e.getCause()));
        }
    }

    private TlsLink attempt() throws IOException {
        InetSocketAddress target = new InetSocketAddress(address.host(), address.port());
        if (target.isUnresolved()) {
            throw new UnknownHostException(address.host());
        }
        Sockets.tune(plain);
        plain.connect(target);
        return handshake.dial(plain, address, expected);
    }

    /** Also makes a link useless that was finished just too late. */
    private HoldfastException abandoned(HoldfastException why) {
        Sockets.close(plain);
        return why;
    }

    private HoldfastException failure(Throwable cause) {
        return switch (cause) {
            case HoldfastException known -> known;
            case IOException network -> Failures.connecting(address, network);
            default -> new HoldfastException(ErrorCode.INTERNAL, address.toString(), "dialling " + address, cause);
        };
    }
}
