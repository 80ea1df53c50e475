// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with nothing but a sheet does what docs/recovery.md says, word by word: every line of its examples that begins
 * with {@code holdfast} is run, in the order in which they stand there. Only names are those of this machine, and {@code
 * recover} is told to keep to the lab's network. What asks for words gets them on a terminal.
 */
@Tag("R57")
@Tag("R58")
class RecoveryDocumentIT {
    private static final Path DOCUMENT = Installation.ROOT.resolve("docs/recovery.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\n(.*?)^ *```$");
    private static final Pattern WORD = Pattern.compile("\\d+\\.\\s+([a-z]+)");
    private static final Pattern HEAD = Pattern.compile("(?m)^(\\d+-[0-9a-f]+) ");

    @TempDir
    Path temporary;

    private Path source;
    private Path sheet;
    private Path restored;
    private String words = "";
    private Lab lab;
    private Machine blank;
    private final List<String> done = new ArrayList<>();
    private String head = "";

    @BeforeEach
    void loseTheMachine() throws IOException {
        source = temporary.resolve("ada");
        restored = temporary.resolve("restored");
        sheet = temporary.resolve("sheet.txt");
        Trees.make(source, 5, 60, 40_000);
        lab = Lab.up(temporary.resolve("lab"), 5, "2+2", "--real-times");
        blank = new Machine(temporary.resolve("blank"));
        lab.owner().holdfast("config", "set", "absent.wait.seconds", "300").ok();
        lab.owner().holdfast("source", "add", source.toString()).ok();
        lab.owner().holdfast("backup", "--wait").ok();
        Files.writeString(
                sheet,
                Installation.holdfast(
                                "sheet", "--text", "--home", lab.owner().home().toString())
                        .ok()
                        .output());
        words = words(Files.readString(sheet));
        lab.owner().kill();
        Files.move(lab.owner().home(), temporary.resolve("destroyed"));
    }

    @AfterEach
    void end() {
        blank.close();
        lab.close();
    }

    private static String words(String sheet) {
        String listed = sheet.substring(sheet.indexOf("RECOVERY WORDS"), sheet.indexOf("END OF WORDS"));
        return WORD.matcher(listed).results().map(word -> word.group(1)).collect(Collectors.joining(" "));
    }

    /** The lines that people type, in order. */
    private static List<String> commands() throws IOException {
        return BLOCK.matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.startsWith("holdfast "))
                .toList();
    }

    @Test
    void whatTheDocumentSaysBringsEverythingBack() throws IOException {
        for (String command : commands()) {
            follow(command);
        }
        assertTrue(done.size() >= 11, "the document has fewer examples than it had: " + done);
        for (String step :
                List.of("--sheet", "--words --to", "start", "--wait", "--seal", "--list", "--at", "--before")) {
            assertTrue(done.stream().anyMatch(each -> each.contains(step)), step + " was not followed: " + done);
        }
    }

    private void follow(String command) throws IOException {
        boolean restores = command.contains("recover") && command.contains("--to");
        if (restores && Files.exists(restored)) {
            Outcome.of(new ProcessBuilder("rm", "-rf", restored.toString())).ok();
        }
        Outcome outcome = run(command);
        assertEquals(0, outcome.status(), outcome::toString);
        if (restores && done.stream().noneMatch(each -> each.contains("source add"))) {
            assertTrue(outcome.output().contains("holdfast source add PATH"), "what is to be done yet: " + outcome);
        }
        done.add(command);
        if (restores) {
            Trees.assertSame(source, Trees.restored(restored, source));
        }
        if (command.contains("--list")) {
            head = HEAD.matcher(outcome.output())
                    .results()
                    .map(each -> each.group(1))
                    .reduce((newer, older) -> older)
                    .orElseThrow(() -> new AssertionError("no head is listed: " + outcome));
        }
        if (command.contains("sheet --text")) {
            assertEquals(words, words(outcome.output()), "the words are the same");
        }
        if (command.contains("sheet --seal")) {
            assertTrue(blank.status().get("sheet_sealed").getAsBoolean());
            assertFalse(Installation.holdfast("sheet", "--home", blank.home().toString())
                    .ok()
                    .output()
                    .contains("RECOVERY WORDS"));
        }
    }

    private Outcome run(String command) throws IOException {
        String line = here(command);
        boolean typed = line.contains("recover --words") || line.contains("sheet --seal");
        Path input = Files.writeString(temporary.resolve("typed"), typed ? words + "\n" : "");
        ProcessBuilder program = typed
                ? new ProcessBuilder("script", "--quiet", "--return", "--command", line, "/dev/null")
                : new ProcessBuilder("bash", "-c", line);
        program.environment()
                .putAll(Map.of(
                        "HOLDFAST_HOME",
                        blank.home().toString(),
                        "PATH",
                        Installation.FOLDER.resolve("bin") + File.pathSeparator + System.getenv("PATH")));
        return Outcome.of(program.redirectInput(input.toFile()));
    }

    /** With the names of this machine, and in the lab's network. */
    private String here(String command) {
        String line = command.replaceAll("\\s+# .*", "")
                .replace("/restored", restored.toString())
                .replace("sheet.txt", sheet.toString())
                .replace("/home/ada", source.toString())
                .replaceAll("--at \\S+", "--at " + head)
                .replaceAll("--before \\S+", "--before " + Instant.now());
        return line.contains(" recover ") ? line + settings() : line;
    }

    private String settings() {
        return Map.of(
                        "bind.address", "127.0.0.1",
                        "advertise.address", "127.0.0.1",
                        "node.port", "0",
                        "host", "host1",
                        "disk.reserve.mebibytes", "256",
                        "discovery.multicast.port", lab.node(2).setting("discovery.multicast.port"))
                .entrySet()
                .stream()
                .map(each -> " --set " + each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining());
    }
}
