// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over sockets: one question, one answer, and guests that do not keep to it. */
@Timeout(60)
@Tag("R3")
class BrokerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private Broker broker;

    @BeforeEach
    void open() {
        broker = Broker.open(new BrokerSettings("127.0.0.1", 0, Set.of()), () -> NOW, new Random(1));
    }

    @AfterEach
    void close() {
        broker.close();
    }

    private static byte[] vector(String message) throws IOException {
        var found = Pattern.compile("\"message\": \"" + message + "\",\\s*\"bytes\": \"([0-9a-f]*)\"")
                .matcher(Files.readString(Path.of("../../docs/vectors/broker.json")));
        assertTrue(found.find(), message);
        return HexFormat.of().parseHex(found.group(1));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.ofLiteral("127.0.0.1"), broker.port());
    }

    private byte[] ask(byte[] question) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(question);
            return socket.getInputStream().readAllBytes();
        }
    }

    @Test
    void aQuestionIsAnsweredAndTheConnectionEnds() throws IOException {
        assertArrayEquals(vector("answer: taken, nobody else"), ask(vector("question with advert")));
        byte[] known = ask(vector("question without advert"));
        byte[] advert = vector("question with advert");
        assertEquals(14 + 2 + advert.length - 28, known.length, "the advert that was told before");
    }

    @Test
    void nonsenseIsNotAnswered() throws IOException {
        byte[] other = "GET / HTTP/1.1\r\nHost: example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try {
            assertEquals(0, ask(other).length);
        } catch (SocketException reset) {
            // what was not read makes the system reset the connection; no answer came either way
            assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset::toString);
        }
        assertArrayEquals(vector("answer: taken, nobody else"), ask(vector("question with advert")));
    }

    /** Silent ones take their places, and are shown the door within ten seconds. */
    @Test
    void guestsThatSayNothingHoldUpOthersForSecondsOnly() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 256; i++) {
                silent.add(connect());
            }
            assertEquals(-1, silent.getFirst().getInputStream().read());
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        var taken = new BrokerSettings("127.0.0.1", broker.port(), Set.of());
        HoldfastException refused =
                assertThrows(HoldfastException.class, () -> Broker.open(taken, () -> NOW, new Random(1)));
        assertEquals(ErrorCode.PORT_IN_USE, refused.code());
    }

    @Test
    void closingTwiceIsClosingOnce() throws IOException {
        broker.close();
        broker.close();
        assertThrows(IOException.class, this::connect);
    }

    @Test
    void itsSettingsAreReadOrRefused() {
        assertEquals(new BrokerSettings("0.0.0.0", 7620, Set.of()), BrokerSettings.parse());
        String id = "00112233445566778899";
        assertEquals(
                new BrokerSettings("192.0.2.1", 1234, Set.of(id)),
                BrokerSettings.parse("--bind", "192.0.2.1", "--port", "1234", "--only", id + "aabb"));
        for (String wrong : List.of("--port", "--port x", "--port 65536", "--only abc", "--what 1")) {
            assertThrows(IllegalArgumentException.class, () -> BrokerSettings.parse(wrong.split(" ")), wrong);
        }
    }
}
