// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/plugin-guide.md word by word: its commands are run as they stand, in a folder with nothing but the SDK.
 * Maven keeps what it fetches in a repository of its own, so that no library of ours is left there from another build.
 */
class PluginGuideIT {
    private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TESTS = Pattern.compile("Tests run: ([0-9]+), Failures: 0, Errors: 0, Skipped: 0");
    private static final List<String> NODES = List.of("desk", "lab/node1", "lab/node2", "lab/node3", "lab/node4");

    @TempDir
    private Path folder;

    /** What the guide itself did not end, because it failed. */
    @AfterEach
    void end() {
        NODES.forEach(home -> new Machine(folder.resolve(home)).close());
    }

    @Test
    @Tag("R63")
    @Tag("R64")
    void aStrangersPlugInsAreBuiltSignedInstalledAndUsed() throws IOException {
        makeSdk();
        Outcome followed = follow(commands()).ok();
        String said = followed.output();
        assertSaid(said, "refused-names +reject +its name 'node[1-4]' matches refused\\.names");
        assertSaid(said, "coding +rdp-v1 +preferred +[0-9.]+ [KM]iB +com\\.example");
        assertSaid(said, "crypto +aes-256-gcm-siv-v1 +preferred +[0-9.]+ [KM]iB +com\\.example");
        assertSaid(said, "is FULL: .* at 4 partners as 2\\+2");
        assertSaid(said, "Node 3 was killed");
        assertSaid(said, "^identical$");
        assertTrue(testsOf("code") > 15 && testsOf("cipher") > 15 && testsOf("criterion") > 5, said);
        for (String policy : List.of("max-two-per-rack", "never-laptops-on-wifi", "same-department-only")) {
            assertTrue(testsOf("policies/" + policy) > 5, () -> policy + ": " + said);
        }
    }

    private void makeSdk() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path program = Installation.ROOT.resolve("tools/build/Sdk.java");
        Path zip = folder.resolve("holdfast-sdk.zip");
        Outcome.of(new ProcessBuilder(
                        java.toString(), program.toString(), Installation.ROOT.toString(), zip.toString()))
                .ok();
    }

    private static String commands() throws IOException {
        Path guide = Installation.ROOT.resolve("docs/plugin-guide.md");
        String commands = COMMANDS.matcher(Files.readString(guide))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        assertTrue(commands.contains("mvn ") && commands.contains("holdfast restore"), commands);
        return commands;
    }

    private Outcome follow(String commands) throws IOException {
        Path script = Files.writeString(folder.resolve("guide.sh"), "set -ex\n" + commands);
        ProcessBuilder shell = new ProcessBuilder("bash", script.toString()).directory(folder.toFile());
        Path maven = Path.of(System.getProperty("holdfast.maven"), "bin");
        Path programs = Path.of(Installation.program("holdfast")).getParent();
        String path = shell.environment().get("PATH");
        shell.environment().put("PATH", programs + ":" + maven + ":" + path);
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        shell.environment().put("MAVEN_ARGS", "-Dmaven.repo.local=" + repository());
        return Outcome.of(shell);
    }

    private static Path repository() throws IOException {
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path repository = Files.createDirectories(cache.resolve("holdfast/plugin-guide"));
        Path ours = repository.resolve("org/holdfast");
        assertEquals(
                0, Outcome.of(new ProcessBuilder("rm", "-rf", ours.toString())).status());
        return repository;
    }

    private int testsOf(String sample) throws IOException {
        Path reports = folder.resolve("holdfast-sdk/samples").resolve(sample).resolve("target/surefire-reports");
        try (Stream<Path> files = Files.list(reports)) {
            int tests = 0;
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".txt")).toList()) {
                Matcher found = TESTS.matcher(Files.readString(file));
                tests += found.find() ? Integer.parseInt(found.group(1)) : 0;
            }
            return tests;
        }
    }

    private static void assertSaid(String output, String pattern) {
        assertTrue(
                Pattern.compile(pattern, Pattern.MULTILINE).matcher(output).find(),
                () -> "nothing like '" + pattern + "' in\n" + output);
    }
}
