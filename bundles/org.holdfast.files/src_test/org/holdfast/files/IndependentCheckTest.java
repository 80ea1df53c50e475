// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.holdfast.files.system.SystemFiles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The comparison shares its eyes with the scan, so a blind spot of both would go unseen. Here GNU find describes the
 * original and the copy: names, kinds, modes, owners, times, sizes, link targets and numbers of links.
 */
@EnabledOnOs(OS.LINUX)
class IndependentCheckTest {
    private static final String FORMAT = "%P %y %m %U %G %T@ %s %l %n\\0";
    /** The size of a directory is its file system's business. */
    private static final String DIRECTORY_FORMAT = "%P %y %m %U %G %T@ %n\\0";

    @Test
    @Tag("R26")
    void findSeesTheSameInTheCopy() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/find")), "NOT SHOWN HERE: there is no find");
        try (TreeFolder folder = new TreeFolder()) {
            Path source = folder.resolve("source");
            Path target = folder.resolve("target");
            List<String> missing = NastyTree.build(source);
            FileTree files = SystemFiles.tree();
            TreeCopy.copy(files, PathText.bytes(source), PathText.bytes(target), RestoreOptions.complete());
            byte[] seen = find(source);
            assertTrue(seen.length > 100_000, "find told little: " + seen.length + " bytes");
            assertArrayEquals(seen, find(target));
            assertArrayEquals(sums(source), sums(target));
            Assumptions.assumeTrue(missing.isEmpty(), "NOT SHOWN HERE: " + missing);
        }
    }

    private static byte[] find(Path root) throws Exception {
        return sorted(root, "find", ".", "-type", "d", "-printf", DIRECTORY_FORMAT, "-o", "-printf", FORMAT);
    }

    /** Contents, but for the huge sparse file. */
    private static byte[] sums(Path root) throws Exception {
        return sorted(root, "find", "names", "kinds", "links", "-type", "f", "-exec", "sha256sum", "-z", "{}", "+");
    }

    private static byte[] sorted(Path root, String... command) throws IOException, InterruptedException {
        Path told = Files.createTempFile("holdfast-find", "");
        try {
            int exit = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectOutput(told.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            assertTrue(exit == 0, "find ended with " + exit);
            String text = Files.readString(told, StandardCharsets.ISO_8859_1);
            String[] lines = text.split("\0");
            Arrays.sort(lines);
            return String.join("\0", lines).getBytes(StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(told);
        }
    }
}
