// SPDX-License-Identifier: EPL-2.0
package org.holdfast.discovery.jgroups.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.holdfast.spi.discovery.Scope;
import org.holdfast.spi.discovery.Sighting;
import org.junit.jupiter.api.Test;

/** docs/protocol-discovery.md: the datagram, byte for byte, where it goes, and how many are heard. */
class ProtocolDiscoveryDocumentTest {
    private final List<String> lines;

    ProtocolDiscoveryDocumentTest() throws IOException {
        lines = Files.readAllLines(Path.of("../../docs/protocol-discovery.md"));
    }

    private byte[] query() {
        String hex = lines.stream()
                .dropWhile(line -> !line.equals("**A query**"))
                .dropWhile(line -> !line.startsWith("```"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("```"))
                .collect(Collectors.joining());
        return HexFormat.of().parseHex(hex);
    }

    private static Group group() {
        return Group.of(new Scope("holdfast-" + "00".repeat(10), "127.0.0.1", 45599, Duration.ofSeconds(60)));
    }

    @Test
    void theQueryIsOneOfItsGroup() {
        byte[] packet = query();
        assertTrue(new PacketShape(group().name()).fits(packet, 0, packet.length));
        assertFalse(new PacketShape("another group of 32 characters..").fits(packet, 0, packet.length));
        assertInstanceOf(
                Sighting.Query.class,
                Datagrams.read(packet, packet.length - 1, 1).orElseThrow());
    }

    /** Rows with an offset from 2 on and a constant in digits say what stands there. */
    @Test
    void theTableIsTheQuery() {
        ByteBuffer packet = ByteBuffer.wrap(query());
        int end = 0;
        List<String[]> rows = lines.stream()
                .dropWhile(line -> !line.startsWith("The datagram around it"))
                .takeWhile(line -> !line.startsWith("## 2"))
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .map(line -> line.substring(2, line.length() - 2).split(" ?\\| ?", -1))
                .toList();
        assertEquals(15, rows.size());
        for (String[] row : rows) {
            assertEquals(end, Integer.parseInt(row[0]), row[2]);
            int size = row[1].isEmpty() ? packet.remaining() : Integer.parseInt(row[1]);
            byte[] there = new byte[size];
            packet.get(there);
            String said = row[3].split("[: ;]")[0];
            if (said.matches("[0-9a-f]+") && said.length() == 2 * size) {
                assertEquals(said, HexFormat.of().formatHex(there), row[2]);
            }
            end += size;
        }
        assertFalse(packet.hasRemaining());
    }

    @Test
    void placesAndNumbersAreTheCodes() {
        String text = String.join(" ", lines);
        String local = group().address().group().getHostAddress();
        assertTrue(text.contains("UDP to " + local + ","), local);
        int perSecond = Pace.DEFAULT.perSecond();
        String allowance = perSecond + " datagrams a second, " + 2 * perSecond + " at once";
        assertTrue(text.contains(allowance), allowance);
        assertTrue(text.contains("| 1 to " + Datagrams.LONGEST_ADVERT + " | advert |"));
        assertTrue(text.contains("within " + Pace.DEFAULT.answer().toSeconds() + " s, at a random moment"));
    }

    /** What 199 others cost a node that is idle, if each has the longest advert that there is. */
    @Test
    void aGroupOfTwoHundredIsAsQuietAsTheDocumentSays() {
        String text = String.join(" ", lines);
        int head = query().length - 1;
        int longest = 339;
        int onTheWire = head + 1 + longest + 28; // UDP and IPv4
        assertTrue(text.contains("The longest is " + onTheWire + " bytes"), () -> "is " + onTheWire);
        double aSecond = 199.0 * onTheWire / 60;
        assertTrue(aSecond < 2_000, () -> aSecond + " bytes a second");
        assertTrue(text.contains(String.format(java.util.Locale.ROOT, "**%.2f KB a second**", aSecond / 1_000)));
        assertTrue(text.contains(Answers.MOST + " queries at once, and one more for each interval"));
        assertTrue(text.contains("their queries, " + (query().length + 28) + " bytes each"));
    }
}
