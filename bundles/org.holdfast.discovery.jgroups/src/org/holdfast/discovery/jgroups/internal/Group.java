// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.holdfast.discovery.jgroups.internal.GroupTransport.MulticastAddress;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.discovery.Scope;

/**
 * Where a session listens and speaks.
 *
 * @param name what JGroups calls the cluster: a hash of the confederation's name, so that every name will do and the
 *     network does not see it
 */
public record Group(String name, MulticastAddress address) {
    private static final InetAddress IPV4 = InetAddress.ofLiteral("239.192.7.7");
    private static final InetAddress IPV6 = InetAddress.ofLiteral("ff02::4846:4c31");
    private static final int NAME_BYTES = 16;

    /** @throws HoldfastException CONFIG_INVALID if the bind address is not a literal address */
    public static Group of(Scope scope) {
        InetAddress local = literal(scope.bindAddress());
        InetAddress group = local instanceof Inet6Address ? IPV6 : IPV4;
        int hops = local.isLoopbackAddress() ? 0 : 1;
        return new Group(nameOf(scope.group()), new MulticastAddress(local, group, scope.multicastPort(), hops));
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    address,
                    "the address that discovery uses is written in digits, such as 192.0.2.1, not '" + address + "'",
                    e);
        }
    }

    private static String nameOf(String confederation) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(confederation.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "SHA-256", "this JDK has no SHA-256", e);
        }
    }

    /** Whether this machine has the address now; interfaces come and go. Of loopback not every one is listed. */
    boolean isHere() {
        try {
            return address.local().isLoopbackAddress() || NetworkInterface.getByInetAddress(address.local()) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
