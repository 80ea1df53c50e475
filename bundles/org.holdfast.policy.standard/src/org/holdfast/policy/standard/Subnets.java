// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.holdfast.model.NodeAddress;

/**
 * Subnets of addresses, by the length of their prefixes. Names are not looked up, and what is only valid on one link
 * says nothing: neither has a subnet.
 *
 * @param ipv4Prefix bits, 8 to 32
 * @param ipv6Prefix bits, 16 to 128
 */
record Subnets(int ipv4Prefix, int ipv6Prefix) {
    Subnets {
        Ranges.within("ipv4.prefix", ipv4Prefix, 8, 32);
        Ranges.within("ipv6.prefix", ipv6Prefix, 16, 128);
    }

    /** Such as {@code 192.0.2.0/24}, in a stable order. */
    Set<String> of(Collection<NodeAddress> addresses) {
        Set<String> subnets = new TreeSet<>();
        addresses.forEach(each -> literal(each.host())
                .filter(address -> !address.isLinkLocalAddress())
                .ifPresent(address -> subnets.add(subnet(address))));
        return subnets;
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name
        }
    }

    private String subnet(InetAddress address) {
        int prefix = address instanceof Inet4Address ? ipv4Prefix : ipv6Prefix;
        byte[] bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return text(bytes) + "/" + prefix;
    }

    private static String text(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }
}
