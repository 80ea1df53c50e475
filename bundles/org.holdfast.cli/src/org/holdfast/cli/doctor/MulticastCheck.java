// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether this machine hears what it sends to the group that nodes find each other in (docs/protocol-discovery.md).
 * What is sent is no advert: nodes drop it at the first look. That a switch carries it to others is not shown by this.
 */
final class MulticastCheck implements Check {
    static final String IPV4 = "239.192.7.7";
    static final String IPV6 = "ff02::4846:4c31";
    private static final int TRIES = 3;
    private static final int PATIENCE_MILLIS = 500;
    private static final int LENGTH = 24;
    private static final String MEND =
            "Let multicast through at this interface, or name other nodes: 'holdfast config set"
                    + " seeds HOST:PORT', or a broker (docs/admin.md).";

    @Override
    public String name() {
        return "multicast";
    }

    @Override
    public List<Finding> look(Patient patient) {
        int port = (int) patient.settings().number("discovery.multicast.port");
        try {
            Optional<InetAddress> from = address(patient.settings().text("bind.address"));
            return List.of(
                    from.isEmpty()
                            ? Finding.unknown(name(), "This machine has no address to send from.", "")
                            : judge(from.get(), port));
        } catch (IOException e) {
            return List.of(Finding.warning(name(), "Multicast does not work here: " + e.getMessage() + ".", MEND));
        }
    }

    /** Where discovery speaks: where the node listens, or where its first own address is. */
    private static Optional<InetAddress> address(String bound) throws IOException {
        InetAddress meant = InetAddress.getByName(bound);
        return meant.isAnyLocalAddress()
                ? NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
                        .findFirst()
                : Optional.of(meant);
    }

    private Finding judge(InetAddress from, int port) throws IOException {
        NetworkInterface through = NetworkInterface.getByInetAddress(from);
        if (through == null) {
            return Finding.unknown(name(), from.getHostAddress() + " is no address of this machine.", "");
        }
        InetSocketAddress group =
                new InetSocketAddress(InetAddress.getByName(from instanceof Inet6Address ? IPV6 : IPV4), port);
        String where =
                "the group " + group.getAddress().getHostAddress() + " port " + port + " through " + through.getName();
        return hearsItself(group, through, from.isLoopbackAddress() ? 0 : 1)
                ? Finding.ok(name(), "What is sent to " + where + " is heard.")
                : Finding.warning(name(), "What is sent to " + where + " is not heard on this machine itself.", MEND);
    }

    private static boolean hearsItself(InetSocketAddress group, NetworkInterface through, int hops) throws IOException {
        byte[] probe = new byte[LENGTH];
        new SecureRandom().nextBytes(probe);
        try (MulticastSocket socket = new MulticastSocket(null)) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(group.getPort()));
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, through);
            socket.setTimeToLive(hops);
            socket.joinGroup(group, through);
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(probe, LENGTH, group));
                if (hears(socket, probe)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Adverts of nodes come in between; of those no more than a few are looked at. */
    private static boolean hears(MulticastSocket socket, byte[] probe) throws IOException {
        try {
            for (int i = 0; i < 50; i++) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                socket.receive(packet);
                if (Arrays.equals(packet.getData(), 0, packet.getLength(), probe, 0, LENGTH)) {
                    return true;
                }
            }
            return false;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
