// SPDX-License-Identifier: EPL-2.0
package org.holdfast.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every source file keeps to: the licence line, sizes, names of tests, no address of a package registry. */
class SourcesTest {
    private static final String LICENCE = "// SPDX-License-Identifier: EPL-2.0";
    private static final Pattern TEST_METHOD =
            Pattern.compile("^\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b", Pattern.MULTILINE);
    private static final Pattern REGISTRY =
            Pattern.compile("https?://[^/\\s\"<]*(maven|npm|pypi|debian|sonatype|gradle)[^/\\s\"<]*(/\\w*)?");

    @Test
    void everyJavaFileBeginsWithTheLicence() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.files()) {
            if (file.toString().endsWith(".java") && !Files.readString(file).startsWith(LICENCE + "\n")) {
                wrong.add(Repository.shown(file));
            }
        }
        assertEquals(List.of(), wrong, "files whose first line is not " + LICENCE);
    }

    @Test
    void filesStaySmall() throws IOException {
        List<Path> sources = new ArrayList<>(Repository.java("src"));
        sources.addAll(Repository.testJava());
        List<String> tooLong = new ArrayList<>();
        int large = 0;
        for (Path file : sources) {
            int lines = Files.readAllLines(file).size();
            if (lines > 500) {
                tooLong.add(Repository.shown(file) + ": " + lines + " lines");
            }
            large += lines > 300 ? 1 : 0;
        }
        assertEquals(List.of(), tooLong, "files of more than 500 lines");
        assertTrue(large * 10 <= sources.size(), large + " of " + sources.size() + " files have more than 300 lines");
    }

    @Test
    void testsAreNamedSoThatTheyRun() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.testJava()) {
            String name = file.getFileName().toString();
            String text = Files.readString(file);
            boolean runs = name.endsWith("Test.java") || name.endsWith("IT.java");
            boolean contract = name.endsWith("Contract.java") && text.contains("abstract class");
            if (!runs && !contract && TEST_METHOD.matcher(text).find()) {
                wrong.add(Repository.shown(file));
            }
        }
        assertEquals(List.of(), wrong, "test methods in classes that the runner skips: name them …Test or …IT");
    }

    @Test
    void noPackageRegistryIsNamed() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Repository.files()) {
            if (Files.size(file) < 1_000_000) {
                REGISTRY.matcher(textOf(file))
                        .results()
                        .filter(found -> !found.group().startsWith("http://maven.apache.org/"))
                        .forEach(found -> wrong.add(Repository.shown(file) + ": " + found.group()));
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            // Not text, so it names nothing.
            return "";
        }
    }
}
