// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.transport.Link;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.spi.transport.Transport;

/**
 * Ports and links within the process. A node can be cut off and joined again, and the n-th frame of one node's links can
 * be made the last of its link.
 */
final class MemoryNetwork {
    private static final int NEVER = -1;

    private final Map<Integer, Listening> listening = new ConcurrentHashMap<>();
    private final List<Made> made = new CopyOnWriteArrayList<>();
    private final Set<Integer> cutOff = ConcurrentHashMap.newKeySet();
    private final AtomicLong bindings = new AtomicLong(1);
    private final AtomicInteger untilBreak = new AtomicInteger(NEVER);
    private volatile int breakingPort;

    private record Listening(LocalKey key, Consumer<Link> accepted) {}

    private record Made(int from, int to, Link link) {
        boolean touches(int port) {
            return from == port || to == port;
        }
    }

    /** The transport of the node that listens at {@code port}. */
    Transport transport(int port) {
        return new NodeTransport(port);
    }

    /** From now on nobody reaches this node, nor it anybody. */
    void cut(int port) {
        cutOff.add(port);
        made.stream()
                .filter(each -> each.touches(port))
                .forEach(each -> each.link().close());
        made.removeIf(each -> each.touches(port));
    }

    void join(int port) {
        cutOff.remove(port);
    }

    /** The link on which the n-th frame from now on goes, to or from this node, breaks before that frame. */
    void breakAt(int port, int frame) {
        breakingPort = port;
        untilBreak.set(frame);
    }

    /** Whether the planned break has happened. */
    boolean hasBroken() {
        return untilBreak.get() == NEVER;
    }

    private boolean breaksNow(int from, int to) {
        if (untilBreak.get() == NEVER || from != breakingPort && to != breakingPort) {
            return false;
        }
        return untilBreak.getAndUpdate(left -> left == NEVER ? NEVER : left - 1) == 0;
    }

    private static HoldfastException lost(NodeAddress address) {
        return new HoldfastException(ErrorCode.PEER_LOST, address.toString(), "nobody is there", true, null);
    }

    private final class NodeTransport implements Transport {
        private final int own;

        NodeTransport(int own) {
            this.own = own;
        }

        @Override
        public String id() {
            return "memory";
        }

        @Override
        public Listener listen(InetSocketAddress address, LocalKey self, Consumer<Link> accepted) {
            listening.put(own, new Listening(self, accepted));
            return new Listener() {
                @Override
                public int port() {
                    return own;
                }

                @Override
                public void close() {
                    listening.remove(own);
                }
            };
        }

        @Override
        public Link connect(NodeAddress address, LocalKey self, Optional<DeviceKey> expected, Duration deadline) {
            int to = address.port();
            Listening there = listening.get(to);
            if (there == null || cutOff.contains(to) || cutOff.contains(own)) {
                throw lost(address);
            }
            byte[] binding = new byte[32];
            new SplittableRandom(bindings.getAndIncrement()).nextBytes(binding);
            MemoryLink[] ends = MemoryLink.pair(
                    new MemoryLink.End(self.publicKey(), new NodeAddress("127.0.0.1", 40_000)),
                    new MemoryLink.End(there.key().publicKey(), address),
                    binding,
                    () -> breaksNow(own, to));
            made.add(new Made(own, to, ends[0]));
            if (cutOff.contains(to) || cutOff.contains(own)) {
                ends[0].close(); // cut while it was made
                throw lost(address);
            }
            Thread.ofVirtual()
                    .name("accepted-" + to)
                    .start(() -> there.accepted().accept(ends[1]));
            return ends[0];
        }
    }
}
