// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jgroups.Address;
import org.jgroups.protocols.UDP;

/**
 * JGroups' UDP with a gate in front of its parser, and nothing running that is not needed: no diagnostics, no timers, no
 * bundling, no thread pool, and nobody who listens to unicasts. One virtual thread waits for multicasts.
 */
final class GroupTransport extends UDP {
    private static final int SOCKET_BUFFER = 128 * 1024;
    private final PacketShape shape;
    private final BooleanSupplier allowed;

    /** @param allowed asked for each packet of the group, and may say that there were too many */
    GroupTransport(MulticastAddress address, PacketShape shape, BooleanSupplier allowed) {
        this.shape = shape;
        this.allowed = allowed;
        setBindAddress(address.local());
        setBindPort(0);
        setMulticastAddress(address.group());
        setMulticastPort(address.port());
        setIpTTL(address.hops());
        setUcastReceiverThreads(0);
        setMcastRecvBufSize(SOCKET_BUFFER).setMcastSendBufSize(SOCKET_BUFFER);
        setUcastRecvBufSize(SOCKET_BUFFER).setUcastSendBufSize(SOCKET_BUFFER);
        useVirtualThreads(true);
        setBundlerType("no-bundler");
        setMessageProcessingPolicy("all-direct");
        setTimeServiceInterval(0);
        setLogicalAddrCacheReaperInterval(0);
        setLogDiscardMessages(false);
        setLogDiscardMessagesVersion(false);
    }

    /** Own packets, which come back, do not count as heard. */
    @Override
    public void receive(Address sender, byte[] data, int offset, int length) {
        if (data != null
                && !Objects.equals(local_physical_addr, sender)
                && shape.fits(data, offset, length)
                && allowed.getAsBoolean()) {
            super.receive(sender, data, offset, length);
        }
    }

    /** Where a group meets: the interface of {@code local}, and how far its packets go. */
    record MulticastAddress(InetAddress local, InetAddress group, int port, int hops) {}
}
