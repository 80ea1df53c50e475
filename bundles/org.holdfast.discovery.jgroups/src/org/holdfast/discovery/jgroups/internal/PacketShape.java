// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.TpHeader;
import org.jgroups.util.AsciiString;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;

/**
 * What a packet of this group looks like, byte for byte, as JGroups itself writes it. Anything else is dropped before
 * JGroups parses it: its parsers allocate what a packet claims, make objects of classes that a packet names, and some
 * read serialized Java objects, for anybody who can send a datagram.
 *
 * <p>All packets of a group are alike but for the sender's address and the payload. So two are written with addresses
 * that differ in every bit; where these agree, so must a packet. The two bytes of JGroups' version at the start are left
 * to JGroups, so that a newer one of the same format is understood.
 */
final class PacketShape {
    private static final int VERSION_BYTES = 2;
    private final byte[] zeros;
    private final byte[] ones;

    PacketShape(String group) {
        zeros = prefix(group, new UUID(0, 0));
        ones = prefix(group, new UUID(-1, -1));
    }

    /** All that comes before the payload, with its length of four bytes last. */
    private static byte[] prefix(String group, Address sender) {
        Message message = new BytesMessage(null, new byte[0]).setSrc(sender);
        message.putHeader(ClassConfigurator.getProtocolId(TP.class), new TpHeader(new AsciiString(group)));
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
        try {
            Util.writeMessage(message, out, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(out.buffer(), out.position());
    }

    boolean fits(byte[] packet, int offset, int length) {
        int payload = length - zeros.length;
        if (payload < 1 || payload > Datagrams.LONGEST) {
            return false;
        }
        int lengthAt = zeros.length - Integer.BYTES;
        for (int i = VERSION_BYTES; i < lengthAt; i++) {
            if (zeros[i] == ones[i] && packet[offset + i] != zeros[i]) {
                return false;
            }
        }
        return ByteBuffer.wrap(packet).getInt(offset + lengthAt) == payload;
    }
}
