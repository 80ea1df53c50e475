// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.holdfast.console.client.EntryTable.Row;
import org.junit.jupiter.api.Test;

class EntryTableTest {
    private static final String[] KINDS = {"file", "directory", "symlink", "fifo"};

    @Test
    void rowsComeBackAsTheyWentIn() {
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            EntryTable table = new EntryTable();
            List<Row> rows = new ArrayList<>();
            for (int i = random.nextInt(9000); i > 0; i--) {
                Row row = row(random);
                rows.add(row);
                table.add(row);
            }
            assertEquals(rows.size(), table.size(), "seed " + seed);
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(rows.get(i), table.get(i), "seed " + seed + ", row " + i);
            }
        }
    }

    private static Row row(Random random) {
        return new Row(
                "66" + random.nextInt(3),
                "/" + text(random, 300),
                KINDS[random.nextInt(KINDS.length)],
                "0" + random.nextInt(8),
                text(random, 2),
                "",
                random.nextLong(),
                time(random),
                random.nextInt(4) == 0 ? Optional.of(text(random, 200)) : Optional.empty());
    }

    /** Also some that are none, or are not written as they would be here. */
    private static String time(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "2026-11-22T12:12:17.3550Z";
            case 1 -> text(random, 40);
            case 2 -> "-0500-01-01T00:00:00Z";
            default -> "2026-11-22T12:12:17.35512345" + (1 + random.nextInt(9)) + "Z";
        };
    }

    /** Any characters but halves of pairs, which UTF-8 has none of. */
    private static String text(Random random, int longest) {
        return random.ints(random.nextInt(longest), 0, 0x10ffff)
                .filter(each -> each < 0xd800 || each > 0xdfff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aMillionEntriesFitIntoTheMemoryOfAConsole() {
        EntryTable table = new EntryTable();
        for (int i = 0; i < 1_000_000; i++) {
            table.add(new Row(
                    "660cedc4e4694101d5eb0374c9190729",
                    "/home/ada/mail/cur/16" + i + ".M" + i * 7 + "P2991.host",
                    "file",
                    "0600",
                    "ada",
                    "ada",
                    i,
                    "2026-11-22T12:12:17.355123456Z",
                    Optional.empty()));
        }
        assertEquals("16999999.M6999993P2991.host", table.get(999_999).name());
        assertTrue(table.footprint() < 85_000_000, () -> "it takes " + table.footprint() + " bytes");
    }

    @Test
    void thereAreNoMoreRowsThanWereAdded() {
        assertThrows(IndexOutOfBoundsException.class, () -> new EntryTable().get(0));
    }

    @Test
    void namesAreTheLastPartOfAPath() {
        assertEquals("b", named("/a/b").name());
        assertEquals("/", named("/").name());
        assertEquals("C:", named("C:").name());
    }

    private static Row named(String path) {
        return new Row("", path, "file", "", "", "", 0, "", Optional.empty());
    }
}
