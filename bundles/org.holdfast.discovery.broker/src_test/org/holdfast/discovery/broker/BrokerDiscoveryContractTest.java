// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.broker;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.discovery.broker.internal.Pace;
import org.holdfast.model.NodeAddress;
import org.holdfast.spi.discovery.Discovery;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.testkit.discovery.DiscoveryContract;
import org.junit.jupiter.api.AfterEach;

/** With a broker that believes everything. */
class BrokerDiscoveryContractTest extends DiscoveryContract {
    private static final Duration OFTEN = Duration.ofMillis(20);
    private final List<byte[]> known = new CopyOnWriteArrayList<>();
    private final ServerSocket door;

    BrokerDiscoveryContractTest() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().name("credulous-broker").start(this::serve);
    }

    @AfterEach
    void end() throws IOException {
        door.close();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket guest = door.accept()) {
                DataInputStream in = new DataInputStream(guest.getInputStream());
                in.skipNBytes(26);
                byte[] advert = in.readNBytes(in.readUnsignedShort());
                guest.getOutputStream().write(answer(advert));
                if (advert.length > 0 && known.stream().noneMatch(each -> Arrays.equals(each, advert))) {
                    known.add(advert);
                }
            } catch (IOException e) {
                if (!door.isClosed() && !guestWentAway(e)) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A session that is closed in the middle of a visit. */
    private static boolean guestWentAway(IOException e) {
        return e instanceof java.net.SocketException || e instanceof java.io.EOFException;
    }

    private byte[] answer(byte[] asker) throws IOException {
        List<byte[]> others =
                known.stream().filter(each -> !Arrays.equals(each, asker)).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write("HFBA".getBytes(StandardCharsets.US_ASCII));
        out.writeShort(1);
        out.writeShort(0);
        out.writeInt(known.size());
        out.writeShort(others.size());
        for (byte[] each : others) {
            out.writeShort(each.length);
            out.write(each);
        }
        return bytes.toByteArray();
    }

    @Override
    protected Discovery discovery() {
        return new BrokerDiscovery(
                List.of(new NodeAddress("127.0.0.1", door.getLocalPort())),
                new Pace(OFTEN, OFTEN, OFTEN),
                new Random(1));
    }

    @Override
    protected Scope scope() {
        return new Scope("any", "127.0.0.1", 1, OFTEN);
    }
}
