// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.spi.policy.Whereabouts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of codes in the documents are what a node with default settings chooses in one building. */
@Tag("R43")
class DurabilityDocumentTest {
    private static final Path DOCUMENTS = Path.of("../../docs");
    private static final Pattern ROW = Pattern.compile(
            "^\\| (\\d+)(?:–(\\d+))? \\| (\\d+\\+\\d+) \\| (\\d+) \\| ([0-9.]+) \\|$", Pattern.MULTILINE);
    private static final Pattern DEFAULT = Pattern.compile("^\\| `([a-z.]+)` \\| ([0-9e.-]+) \\|", Pattern.MULTILINE);

    @ParameterizedTest
    @ValueSource(strings = {"durability.md", "admin.md"})
    void theTableOfCodesIsRight(String document) throws IOException {
        Matcher row = ROW.matcher(Files.readString(DOCUMENTS.resolve(document)));
        List<String> wrong = new ArrayList<>();
        int rows = 0;
        for (; row.find(); rows++) {
            int first = Integer.parseInt(row.group(1));
            int last = row.group(2) == null ? first : Integer.parseInt(row.group(2));
            for (int hosts = first; hosts <= last; hosts++) {
                CodeShape shape = chosen(hosts);
                String factor = String.format(Locale.ROOT, "%.2f", (double) shape.n() / shape.m());
                boolean right = shape.toString().equals(row.group(3))
                        && shape.k() == Integer.parseInt(row.group(4))
                        && Double.parseDouble(factor) == Double.parseDouble(row.group(5));
                if (!right) {
                    wrong.add(hosts + " hosts have " + shape + ", x" + factor + ": " + row.group());
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(rows >= 6, document + " has a table of " + rows + " rows only");
    }

    private static CodeShape chosen(int hosts) {
        List<Whereabouts> partners = IntStream.range(0, hosts)
                .mapToObj(i -> Whereabouts.always(new Domains("host" + i, "default", "linux", "amd64")))
                .toList();
        Providers usual = TestProviders.all(TestProviders.Wrapping.NONE);
        return new RedundancyDesk(() -> NodeSettings.of(Map.of()), usual, () -> partners)
                .plan()
                .shape();
    }

    @Test
    void theDefaultsThatItNamesAreTheDefaults() throws IOException {
        Matcher row = DEFAULT.matcher(Files.readString(DOCUMENTS.resolve("durability.md")));
        List<String> named = new ArrayList<>();
        while (row.find()) {
            assertEquals(Setting.find(row.group(1)).orElseThrow().safeDefault(), row.group(2), row.group(1));
            named.add(row.group(1));
        }
        assertEquals(5, named.size(), named::toString);
    }
}
