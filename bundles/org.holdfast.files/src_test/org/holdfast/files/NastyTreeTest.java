// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.holdfast.files.compare.ComparisonResult;
import org.holdfast.files.compare.TreeComparison;
import org.holdfast.files.system.SystemFiles;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Everything that Linux keeps about files survives being scanned and restored. */
@EnabledOnOs(OS.LINUX)
class NastyTreeTest {
    private final FileTree files = SystemFiles.tree();

    @Test
    @Tag("R26")
    void aCopyIsTheSameInEverything() throws IOException {
        try (TreeFolder folder = new TreeFolder()) {
            Path source = folder.resolve("source");
            Path target = folder.resolve("target");
            List<String> missing = NastyTree.build(source);
            Bytes from = PathText.bytes(source);
            Bytes to = PathText.bytes(target);
            TreeCopy.Report report = TreeCopy.copy(files, from, to, RestoreOptions.complete());
            ComparisonResult result = TreeComparison.compare(files, from, to);
            if (missing.isEmpty()) {
                assertTrue(report.smooth(), report::toString);
                assertEquals(6, report.linked(), "hard links");
            }
            assertEquals(List.of(), result.shown());
            assertTrue(result.entries() > NastyTree.DEPTH + 300, "only " + result.entries() + " entries");
            assertTrue(result.bytes() > 1L << 36, "only " + result.bytes() + " bytes");
            Assumptions.assumeTrue(
                    missing.isEmpty(), "NOT SHOWN HERE, because this user or file system cannot make them: " + missing);
        }
    }
}
