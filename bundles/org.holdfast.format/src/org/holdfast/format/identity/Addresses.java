// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.NodeAddress;

/**
 * Addresses in adverts: literals only, 19 bytes each, and no name service is ever asked.
 *
 * <pre>
 *  0  type      u8   4 or 6
 *  1  address  16    IPv4: twelve zero bytes, then the address
 * 17  port      u16  not 0
 * </pre>
 */
final class Addresses {
    private static final int V4 = 4;
    private static final int V6 = 6;
    private static final int PADDING = 12;

    private Addresses() {}

    /** The same address in the one way that this package writes it. @throws IllegalArgumentException if no literal */
    static NodeAddress canonical(NodeAddress address) {
        return new NodeAddress(literal(address).getHostAddress(), address.port());
    }

    private static InetAddress literal(NodeAddress address) {
        InetAddress literal = InetAddress.ofLiteral(address.host());
        if (literal.getHostAddress().indexOf('%') >= 0) {
            throw new IllegalArgumentException("an address with a zone means nothing elsewhere: " + address);
        }
        return literal;
    }

    static void write(ByteWriter out, NodeAddress address) {
        byte[] raw = literal(address).getAddress();
        out.u8(raw.length == V4 ? V4 : V6)
                .zero(PADDING + V4 - raw.length)
                .bytes(raw)
                .u16(address.port());
    }

    static NodeAddress read(ByteReader in) {
        int type = in.u8();
        if (type == V4) {
            in.zero(PADDING);
        } else if (type != V6) {
            throw in.bad("an address of the unknown type " + type);
        }
        InetAddress address = address(in, in.array(type == V4 ? V4 : PADDING + V4));
        if (type == V6 && address instanceof Inet4Address) {
            throw in.bad("an IPv4 address written as IPv6");
        }
        return new NodeAddress(address.getHostAddress(), in.u16());
    }

    private static InetAddress address(ByteReader in, byte[] raw) {
        try {
            return InetAddress.getByAddress(raw);
        } catch (UnknownHostException e) {
            throw in.bad("no address: " + Arrays.toString(raw));
        }
    }
}
