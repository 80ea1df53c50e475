// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PingHeader;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.TpHeader;
import org.jgroups.util.AsciiString;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;

class PacketShapeTest {
    private static final String GROUP = "0123456789abcdef";
    private final PacketShape shape = new PacketShape(GROUP);

    @Test
    void whatJGroupsWritesFitsForAnySenderAndPayloadUpToTheLimit() throws IOException {
        for (int length : new int[] {1, 2, 700, Datagrams.LONGEST}) {
            assertTrue(fits(message(GROUP, new byte[length])), length + " bytes");
        }
        assertFalse(fits(message(GROUP, new byte[0])));
        assertFalse(fits(message(GROUP, new byte[Datagrams.LONGEST + 1])));
    }

    @Test
    void anotherGroupDoesNotFit() throws IOException {
        assertFalse(fits(message("0123456789abcdeF", new byte[9])));
        assertFalse(fits(message("0123", new byte[9])));
    }

    @Test
    void otherKindsOfMessagesDoNotFit() throws IOException {
        assertFalse(fits(header(new EmptyMessage(), GROUP)));
        assertFalse(fits(header(new ObjectMessage(null, new UUID(1, 2)), GROUP)));
        assertFalse(fits(message(GROUP, new byte[9]).setFlag(Message.Flag.OOB)));
        assertFalse(fits(message(GROUP, new byte[9]).setDest(new UUID(5, 6))));
        assertFalse(fits(message(GROUP, new byte[9]).putHeader((short) 9, new PingHeader((byte) 1))));
    }

    @Test
    void aLengthThatIsNotTheRestOfThePacketDoesNotFit() throws IOException {
        byte[] packet = bytes(message(GROUP, new byte[100]));
        int lengthAt = packet.length - 104;
        assertEquals(100, ByteBuffer.wrap(packet).getInt(lengthAt));
        for (int claimed : new int[] {0, 99, 101, 100_000_000, Integer.MAX_VALUE, -1}) {
            byte[] changed = packet.clone();
            ByteBuffer.wrap(changed).putInt(lengthAt, claimed);
            assertFalse(shape.fits(changed, 0, changed.length), "claims " + claimed);
        }
        for (int cut = 0; cut < packet.length; cut++) {
            assertFalse(shape.fits(packet, 0, cut), "cut at " + cut);
        }
    }

    @Test
    void onlyVersionSenderAndPayloadMayDiffer() throws IOException {
        byte[] packet = bytes(message(GROUP, new byte[10]));
        int free = 0;
        for (int i = 0; i < packet.length; i++) {
            byte[] changed = packet.clone();
            changed[i] ^= 0x10;
            free += shape.fits(changed, 0, changed.length) ? 1 : 0;
        }
        assertEquals(2 + 16 + 10, free);
    }

    @Test
    void thePlaceInTheBufferDoesNotMatter() throws IOException {
        byte[] packet = bytes(message(GROUP, new byte[10]));
        byte[] buffer = new byte[packet.length + 20];
        new Random(1).nextBytes(buffer);
        System.arraycopy(packet, 0, buffer, 7, packet.length);
        assertTrue(shape.fits(buffer, 7, packet.length));
    }

    private static Message message(String group, byte[] payload) {
        return header(new BytesMessage(null, payload), group);
    }

    private static Message header(Message message, String group) {
        message.putHeader(ClassConfigurator.getProtocolId(TP.class), new TpHeader(new AsciiString(group)));
        return message.setSrc(new UUID(77, -3));
    }

    private boolean fits(Message message) throws IOException {
        byte[] packet = bytes(message);
        return shape.fits(packet, 0, packet.length);
    }

    private static byte[] bytes(Message message) throws IOException {
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
        Util.writeMessage(message, out, true);
        return Arrays.copyOf(out.buffer(), out.position());
    }
}
