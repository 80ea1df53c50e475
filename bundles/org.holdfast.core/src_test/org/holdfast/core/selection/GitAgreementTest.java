// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ignore files mean what {@code git check-ignore} says they mean, in random trees with random patterns in several
 * folders ({@code -Dholdfast.fuzz.seed}). Not asked: names beyond ASCII, where git counts bytes, and {@code **} behind
 * other characters ({@code foo**}), which git takes for a component of its own against its documentation.
 */
@Tag("R25")
class GitAgreementTest {
    private static final int ROUNDS = Boolean.getBoolean("holdfast.soak") ? 500 : 25;
    private static final long SEED = Long.getLong("holdfast.fuzz.seed", 20260301L);
    private static final String[] NAMES = {"a", "b", "ab", "a.c", "!a", "#b", "a b", "[a]", "-", "A", "a\\b", "b "};
    private static final String[] PIECES = {
        "a",
        "b",
        "ab",
        "*",
        "?",
        "**",
        "*.c",
        "a*",
        "*b",
        "[ab]",
        "[!a]",
        "[^b]",
        "[a-b]",
        "[[:alpha:]]",
        "\\a",
        "\\!a",
        "\\#b",
        "a b",
        "[]a]",
        "[a-]",
        "?b",
        "[[a]",
        "[b",
        "a\\",
        "b\\ ",
        "\\[a\\]",
        "[\\]a]",
        "***",
        "[[:punct:]]*",
        "#b",
        "a ",
        "[[:nope:]]",
        "[[:a]"
    };

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    /** Every entry below the root, and whether it is a folder. */
    private final Map<String, Boolean> tree = new TreeMap<>();

    @Test
    void ignoreFilesMeanWhatGitSays() throws IOException, InterruptedException {
        assumeTrue(hasGit(), "SKIPPED: there is no git here to compare with");
        int out = 0;
        int compared = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Path root = Files.createDirectory(folder.resolve("tree" + round));
            build(root);
            Map<String, Boolean> git = git(root);
            Map<String, Boolean> ours = new TreeMap<>();
            walk(root, "", new Selection(rules(), Instant.EPOCH).root(), false, ours);
            assertEquals(git, ours, () -> "seed " + SEED + ", ignore files " + ignoreFiles(root));
            out += (int) ours.values().stream().filter(each -> each).count();
            compared += ours.size();
            tree.clear();
        }
        assertTrue(out > compared / 10 && out < compared * 9 / 10, out + " of " + compared + " were left out");
    }

    private static SelectionRules rules() {
        return new SelectionRules(List.of(), List.of(), ".gitignore", false, 0, 0, java.util.Set.of());
    }

    private static boolean hasGit() throws IOException, InterruptedException {
        try {
            return new ProcessBuilder("git", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private void build(Path root) throws IOException {
        grow(root, "", 0);
        List<String> folders = new ArrayList<>(List.of(""));
        tree.forEach((path, isFolder) -> {
            if (isFolder && random.nextInt(4) == 0) {
                folders.add(path);
            }
        });
        for (String each : folders) {
            StringBuilder lines = new StringBuilder(random.nextInt(10) == 0 ? "\uFEFF" : "");
            for (int i = random.nextInt(8); i >= 0; i--) {
                lines.append(line()).append(random.nextInt(8) == 0 ? "\r\n" : "\n");
            }
            Files.writeString(root.resolve(each).resolve(".gitignore"), lines);
        }
    }

    private void grow(Path at, String path, int depth) throws IOException {
        for (String name : NAMES) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            String place = path.isEmpty() ? name : path + "/" + name;
            boolean isFolder = depth < 3 && random.nextInt(3) == 0;
            tree.put(place, isFolder);
            if (isFolder) {
                grow(Files.createDirectory(at.resolve(name)), place, depth + 1);
            } else {
                Files.createFile(at.resolve(name));
            }
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder(random.nextInt(4) == 0 ? "!" : "");
        line.append(random.nextInt(4) == 0 ? "/" : "");
        int components = 1 + random.nextInt(3);
        for (int i = 0; i < components; i++) {
            line.append(i > 0 ? "/" : "").append(component());
        }
        return line.append(random.nextInt(4) == 0 ? "/" : "")
                .append(random.nextInt(8) == 0 ? "  " : "")
                .toString();
    }

    private String component() {
        String piece = PIECES[random.nextInt(PIECES.length)];
        boolean joined = random.nextInt(4) == 0;
        String other = joined ? PIECES[random.nextInt(PIECES.length)] : "";
        return piece.contains("**") || other.contains("**") ? piece : piece + other;
    }

    private Map<String, Boolean> git(Path root) throws IOException, InterruptedException {
        run(root, "", "git", "init", "-q", ".");
        String all = String.join("\0", tree.keySet()) + "\0";
        String said =
                run(root, all, "git", "check-ignore", "--no-index", "--verbose", "--non-matching", "--stdin", "-z");
        String[] fields = said.split("\0", -1); // source, line, pattern, path
        Map<String, Boolean> ignored = new TreeMap<>();
        for (int i = 0; i + 3 < fields.length; i += 4) {
            ignored.put(fields[i + 3], !fields[i + 2].isEmpty() && !fields[i + 2].startsWith("!"));
        }
        return ignored;
    }

    private static String run(Path root, String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(root.resolveSibling("in"), input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectInput(in.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("HOME", root.getParent().toString());
        builder.environment().put("XDG_CONFIG_HOME", root.getParent().toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return said;
    }

    private void walk(Path root, String path, FolderRules outside, boolean gone, Map<String, Boolean> out)
            throws IOException {
        Path ignore = root.resolve(path).resolve(".gitignore");
        FolderRules rules = outside.with(
                Files.exists(ignore) ? Optional.of(IgnoreFile.parse(Files.readString(ignore))) : Optional.empty(),
                false);
        for (Map.Entry<String, Boolean> entry : tree.entrySet()) {
            String parent = entry.getKey().contains("/")
                    ? entry.getKey().substring(0, entry.getKey().lastIndexOf('/'))
                    : "";
            if (!parent.equals(path)) {
                continue;
            }
            boolean isFolder = entry.getValue();
            String name = entry.getKey().substring(entry.getKey().lastIndexOf('/') + 1);
            Decision decision = rules.judge(new Found(name, isFolder, !isFolder, 0, 0, false, false));
            boolean isOut = gone || decision instanceof Decision.LeftOut;
            out.put(entry.getKey(), isOut);
            if (isFolder) {
                walk(root, entry.getKey(), rules.enter(name, decision), isOut, out);
            }
        }
    }

    private static String ignoreFiles(Path root) {
        try (var all = Files.walk(root)) {
            StringBuilder text = new StringBuilder();
            for (Path each : all.filter(path -> path.endsWith(".gitignore")).toList()) {
                text.append('\n').append(root.relativize(each)).append(":\n").append(Files.readString(each));
            }
            return text.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
