// SPDX-License-Identifier: EPL-2.0
package org.holdfast.broker.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.holdfast.broker.BrokerSettings;
import org.junit.jupiter.api.Test;

/** docs/protocol-discovery.md, section 3: bytes and numbers are the code's. */
class BrokerDocumentTest {
    private final List<String> lines;
    private final String text;

    BrokerDocumentTest() throws IOException {
        lines = Files.readAllLines(Path.of("../../docs/protocol-discovery.md")).stream()
                .dropWhile(line -> !line.startsWith("## 3"))
                .takeWhile(line -> !line.startsWith("## 4"))
                .toList();
        text = String.join("\n", lines);
    }

    @Test
    void theQuestionIsTheVector() {
        String hex = lines.stream()
                .dropWhile(line -> !line.equals("**A question**"))
                .dropWhile(line -> !line.startsWith("```"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("```"))
                .collect(Collectors.joining());
        assertArrayEquals(
                Vectors.read("question without advert"), HexFormat.of().parseHex(hex));
    }

    /** Both tables have the fields without a gap. */
    @Test
    void theTablesHaveNoGaps() {
        List<String[]> rows = lines.stream()
                .filter(line -> line.matches("\\| [0-9]+ \\|.*"))
                .map(line -> line.substring(2, line.length() - 2).split(" ?\\| ?", -1))
                .toList();
        assertEquals(13, rows.size());
        int end = 0;
        for (String[] row : rows) {
            int at = Integer.parseInt(row[0]);
            assertTrue(at == end || at == 0, () -> "offset " + row[0]);
            end = row[1].matches("[0-9]+") ? at + Integer.parseInt(row[1]) : at;
        }
    }

    @Test
    void whatBecomesOfAnAdvertHasItsNumbers() {
        List<String> words = List.of("taken", "malformed", "not fresh", "forged", "no room");
        for (Reception each : Reception.values()) {
            String said = words.get(each.ordinal());
            assertEquals(said, each.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            assertTrue(text.contains(each.ordinal() + " " + said), said);
        }
    }

    @Test
    void numbersAreTheCodes() {
        for (String said : List.of(
                "port, " + BrokerSettings.PORT,
                "at most " + (28 + Question.LONGEST_ADVERT) + " bytes",
                "0 to " + Question.MOST_WANTED,
                "serves " + Places.MOST + " connections",
                Places.MOST_OF_SITE + " of them of one site",
                String.format(Locale.ROOT, "%,d of one site and %,d in all", Directory.MOST_OF_SITE, Directory.MOST),
                Desk.OF_NETWORK + " a second, " + Desk.OF_NETWORK_AT_ONCE + " at once",
                "at most " + Desk.SIGNATURES + " signatures a second (1,000 at once)",
                "for " + Directory.KEPT.toMinutes() + " min",
                String.format(Locale.ROOT, "%,d of one network and %,d of one", Roll.MOST_OF_NETWORK, Roll.MOST),
                "at most " + Directory.MOST_GROUPS + " groups")) {
            assertTrue(text.contains(said), said);
        }
        assertEquals(1_000, 2 * Desk.SIGNATURES);
    }
}
