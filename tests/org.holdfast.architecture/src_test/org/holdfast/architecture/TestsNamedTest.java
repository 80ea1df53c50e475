// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that says "shown by this test" names one that there is. */
class TestsNamedTest {
    private static final Pattern NAMED =
            Pattern.compile("`(?:[a-z.]+\\.)?([A-Z]\\w*(?:Test|IT|Contract))(?:\\.(\\w+))?`");

    /** By name: all sources of test classes of that name. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void readTests() throws IOException {
        for (String top : List.of("bundles", "tests")) {
            try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(top))) {
                for (Path each : files.filter(TestsNamedTest::isTest).toList()) {
                    String name = each.getFileName().toString().replace(".java", "");
                    SOURCES.merge(name, Files.readString(each), String::concat);
                }
            }
        }
    }

    private static boolean isTest(Path file) {
        String name = file.getFileName().toString();
        return !file.toString().contains("/target/") && name.matches("\\w+(Test|IT|Contract)\\.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owners-day.md", "simulation.md"})
    void everyTestThatIsNamedExists(String document) throws IOException {
        String text = Files.readString(Repository.ROOT.resolve("docs").resolve(document));
        List<String> missing = new ArrayList<>();
        int named = 0;
        Matcher each = NAMED.matcher(text);
        while (each.find()) {
            named++;
            String source = SOURCES.getOrDefault(each.group(1), "");
            boolean exists = each.group(2) == null ? !source.isEmpty() : source.contains("void " + each.group(2) + "(");
            if (!exists) {
                missing.add(each.group());
            }
        }
        assertFalse(named < 10, "the pattern finds nothing any more");
        assertEquals(List.of(), missing);
    }
}
