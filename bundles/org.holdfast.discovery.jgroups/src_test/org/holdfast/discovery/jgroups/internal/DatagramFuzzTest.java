// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.spi.discovery.Sighting;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Message;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.TpHeader;
import org.jgroups.util.AsciiString;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jgroups.util.ByteArrayDataOutputStream;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.junit.jupiter.api.Test;

/**
 * Hostile datagrams: what the gate lets pass, JGroups' own parser reads as bytes and nothing else, and these are an
 * advert, a query, or nothing.
 */
class DatagramFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 2_000_000 : 40_000;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final String GROUP = "0123456789abcdef";
    private static final int BEFORE_MESSAGE = 3; // version and flags, which the transport reads

    private final PacketShape shape = new PacketShape(GROUP);
    private final List<byte[]> corpus = new ArrayList<>();
    private int passed;

    DatagramFuzzTest() throws IOException {
        add(new BytesMessage(null, Datagrams.query()));
        add(new BytesMessage(null, Datagrams.advert(new byte[] {1, 2, 3})));
        add(new BytesMessage(null, Datagrams.advert(new byte[Datagrams.LONGEST_ADVERT])));
        add(new BytesMessage(null, new byte[] {9, 9}));
        add(new EmptyMessage());
        add(new ObjectMessage(null, new UUID(1, 2)));
        add(new BytesMessage(null, Datagrams.query()).setFlag(Message.Flag.OOB));
    }

    private void add(Message message) throws IOException {
        message.putHeader(ClassConfigurator.getProtocolId(TP.class), new TpHeader(new AsciiString(GROUP)));
        message.setSrc(new UUID(77, -3));
        ByteArrayDataOutputStream out = new ByteArrayDataOutputStream();
        Util.writeMessage(message, out, true);
        corpus.add(Arrays.copyOf(out.buffer(), out.position()));
    }

    @Test
    void theCorpusPassesOrIsStopped() {
        corpus.forEach(this::hear);
        assertEquals(4, passed);
    }

    @Test
    void mutationsPassOrAreStopped() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = corpus.get(random.nextInt(corpus.size())).clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                packet = mutated(packet, random);
            }
            hear(packet);
        }
        assertTrue(passed > ROUNDS / 50, "only " + passed + " passed");
    }

    private byte[] mutated(byte[] packet, SplittableRandom random) {
        if (packet.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(packet.length);
        byte[] changed = packet.clone();
        switch (random.nextInt(5)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt();
            case 2 -> changed = Arrays.copyOf(changed, at);
            case 3 -> changed = Arrays.copyOf(changed, changed.length + 1 + random.nextInt(64));
            default -> {
                byte[] other = corpus.get(random.nextInt(corpus.size()));
                System.arraycopy(other, 0, changed, 0, Math.min(at, other.length));
            }
        }
        return changed;
    }

    private void hear(byte[] packet) {
        String shown = "seed " + SEED + ", packet " + HexFormat.of().formatHex(packet);
        if (!shape.fits(packet, 0, packet.length)) {
            return;
        }
        passed++;
        try {
            var in = new ByteArrayDataInputStream(packet, BEFORE_MESSAGE, packet.length - BEFORE_MESSAGE);
            BytesMessage message = assertInstanceOf(BytesMessage.class, Util.readMessage(in), shown);
            byte[] payload = Arrays.copyOfRange(packet, packet.length - message.getLength(), packet.length);
            assertArrayEquals(
                    payload,
                    Arrays.copyOfRange(
                            message.getArray(), message.getOffset(), message.getOffset() + message.getLength()),
                    shown);
            Optional<Sighting> sighting = Datagrams.read(payload, 0, payload.length);
            assertEquals(
                    kind(payload),
                    sighting.map(Object::getClass).map(Class::getSimpleName).orElse(""),
                    shown);
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(shown, e);
        }
    }

    private static String kind(byte[] payload) {
        return switch (payload[0]) {
            case 1 -> payload.length > 1 ? "Advert" : "";
            case 2 -> payload.length == 1 ? "Query" : "";
            default -> "";
        };
    }
}
