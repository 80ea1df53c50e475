// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `./build` says of a test run is what the reports say: on a made-up repository with a made-up run. */
class BuildScriptTest {
    @TempDir
    static Path classes;

    @TempDir
    Path repository;

    @BeforeEach
    void makeRepository() throws IOException {
        write("docs/requirements.md", "| id | function |\n|---|---|\n| R1 | one |\n| R2 | two |\n| R3 | three |\n");
        Files.createDirectories(repository.resolve("tests"));
    }

    @Test
    void classTagsCountWhenTheClassPassed() throws Exception {
        source("OneTest", "@Tag(\"R1\") @Tag(\"R2\")\nclass OneTest { @Test void works() {} }");
        report("OneTest", testCase("OneTest", "works", ""));
        Outcome outcome = run("Requirements");
        assertEquals("R1 OneTest\nR2 OneTest\nNothing shows: R3\n", outcome.output());
        assertEquals(1, outcome.status());
    }

    @Test
    void methodTagsCountWhenThatMethodPassed() throws Exception {
        source(
                "OneTest",
                "class OneTest {\n@Tag(\"R1\")\n@Test void ran() {}\n@Tag(\"R2\") @Test void skipped() {}\n}");
        report("OneTest", testCase("OneTest", "ran", "") + testCase("OneTest", "skipped", "<skipped/>"));
        assertEquals("R1 OneTest\nNothing shows: R2 R3\n", run("Requirements").output());
    }

    @Test
    void classesThatFailedOrNeverRanShowNothing() throws Exception {
        source("OneTest", "@Tag(\"R1\") class OneTest { @Test void works() {} @Test void not() {} }");
        report("OneTest", testCase("OneTest", "works", "") + testCase("OneTest", "not", "<failure/>"));
        source("TwoTest", "@Tag(\"R2\") class TwoTest { @Test void works() {} }");
        assertEquals("Nothing shows: R1 R2 R3\n", run("Requirements").output());
    }

    @Test
    void contractsTagTheirSubclasses() throws Exception {
        source("ThingContract", "@Tag(\"R1\") abstract class ThingContract {\n@Tag(\"R2\") @Test void holds() {} }");
        source("ThisTest", "@Tag(\"R3\") class ThisTest extends ThingContract {}");
        report("ThisTest", testCase("ThisTest", "holds()[1]", ""));
        Outcome outcome = run("Requirements");
        assertEquals("R1 ThisTest\nR2 ThisTest\nR3 ThisTest\nNothing shows: none\n", outcome.output());
        assertEquals(0, outcome.status());
    }

    @Test
    void closingLineAddsUpAllReports() throws Exception {
        report("OneTest", testCase("OneTest", "a", "") + testCase("OneTest", "b", "<skipped/>"));
        report("TwoTest", testCase("TwoTest", "c", ""));
        Outcome outcome = run("ClosingLine", "0");
        assertEquals("2 passed, 0 failed, 1 skipped\n", outcome.output());
        assertEquals(0, outcome.status());
    }

    @Test
    void closingLineNamesWhatFailed() throws Exception {
        report("OneTest", testCase("OneTest", "a", "<error/>") + testCase("OneTest", "b", ""));
        Outcome outcome = run("ClosingLine", "1");
        assertEquals("FAILED OneTest.a\n1 passed, 1 failed\n", outcome.output());
        assertEquals(1, outcome.status());
    }

    @Test
    void brokenBuildOrNoTestIsAFailure() throws Exception {
        assertTrue(run("ClosingLine", "0").output().endsWith("0 passed, 1 failed\n"));
        report("OneTest", testCase("OneTest", "a", ""));
        Outcome broken = run("ClosingLine", "1");
        assertTrue(broken.output().endsWith("1 passed, 1 failed\n"), broken.output());
        assertEquals(1, broken.status());
    }

    /** Compiled once, as starting from the source would compile for each run. */
    @BeforeAll
    static void compile() throws IOException {
        List<String> command = new ArrayList<>(List.of("-d", classes.toString(), "-Xlint:all,-path", "-Werror"));
        try (Stream<Path> files = Files.list(Product.ROOT.resolve("tools/build"))) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, javac.run(System.out, System.err, command.toArray(String[]::new)));
    }

    private Outcome run(String program, String... arguments) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classes.toString(), program, repository.toString()));
        command.addAll(List.of(arguments));
        Outcome outcome = Outcome.of(new ProcessBuilder(command));
        assertEquals("", outcome.error());
        return outcome;
    }

    private void source(String name, String text) throws IOException {
        write("bundles/b/src_test/p/" + name + ".java", text);
    }

    private void report(String name, String cases) throws IOException {
        write("bundles/b/target/surefire-reports/TEST-p." + name + ".xml", "<testsuite>" + cases + "</testsuite>");
    }

    private static String testCase(String owner, String name, String result) {
        return "<testcase classname=\"p." + owner + "\" name=\"" + name + "\">" + result + "</testcase>";
    }

    private void write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
