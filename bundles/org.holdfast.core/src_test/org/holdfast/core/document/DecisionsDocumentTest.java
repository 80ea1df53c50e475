// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each decision says how it stands, and is in the list of them. */
@Tag("G")
class DecisionsDocumentTest {
    private static final Path FOLDER = Path.of("../../docs/adr");

    private static List<Path> decisions() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{4}-.*\\.md"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void eachHasANumberAndAStatus() throws IOException {
        for (Path file : decisions()) {
            List<String> lines = Files.readAllLines(file);
            int number = Integer.parseInt(file.getFileName().toString().substring(0, 4));
            assertTrue(lines.getFirst().matches("# " + number + "\\.? .*"), file::toString);
            assertTrue(lines.get(2).matches("Status: (accepted|superseded)\\b.*"), file::toString);
        }
    }

    @Test
    void theListHasAllOfThemInOrder() throws IOException {
        List<String> listed = Files.readAllLines(FOLDER.resolve("README.md")).stream()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .map(line ->
                        line.replaceAll(".*\\]\\((\\d{4}-[^)]*\\.md)\\) \\| (?:accepted|.*superseded.*) \\|$", "$1"))
                .toList();
        assertEquals(
                decisions().stream().map(file -> file.getFileName().toString()).toList(), listed);
    }
}
