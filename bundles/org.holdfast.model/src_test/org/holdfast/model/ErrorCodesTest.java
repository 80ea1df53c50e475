// SPDX-License-Identifier: EPL-2.0
package org.holdfast.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/errors.md lists exactly the codes that there are, with the exit status that they have. */
class ErrorCodesTest {
    private static final Path DOCUMENT = Path.of("../../docs/errors.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| ([A-Z_]+) \\| ([0-9]+) \\|([^|]*)\\|([^|]*)\\|$", Pattern.MULTILINE);
    private static final Pattern STATUS = Pattern.compile("^\\| ([0-9]+) \\|[^|]+\\|$", Pattern.MULTILINE);

    @Test
    void everyCodeIsListedWithItsExitStatus() throws IOException {
        Map<String, Integer> listed = new TreeMap<>();
        for (MatchResult row : rows(ROW)) {
            assertNull(listed.put(row.group(1), Integer.valueOf(row.group(2))), row.group(1) + " is listed twice");
        }
        Map<String, Integer> there =
                Arrays.stream(ErrorCode.values()).collect(Collectors.toMap(ErrorCode::name, ErrorCode::exit));
        assertEquals(new TreeMap<>(there), listed);
    }

    @Test
    void everyCodeSaysWhatItMeansAndWhatToDo() throws IOException {
        for (MatchResult row : rows(ROW)) {
            assertFalse(row.group(3).isBlank(), row.group(1) + " has no meaning");
            assertFalse(row.group(4).isBlank(), row.group(1) + " does not say what to do");
        }
    }

    @Test
    void everyExitStatusIsExplained() throws IOException {
        Set<Integer> explained = new TreeSet<>();
        rows(STATUS).forEach(row -> explained.add(Integer.valueOf(row.group(1))));
        for (ErrorCode each : ErrorCode.values()) {
            assertTrue(explained.contains(each.exit()), each + " ends with an unexplained " + each.exit());
        }
    }

    private static Iterable<MatchResult> rows(Pattern row) throws IOException {
        return row.matcher(Files.readString(DOCUMENT)).results().toList();
    }
}
