// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What is in an archive. */
final class Archive {
    private Archive() {}

    /** Name to mode, as tar itself prints them. */
    static Map<String, String> tar(Path archive) throws IOException, InterruptedException {
        Outcome listing = Outcome.of(new ProcessBuilder("tar", "tvzf", archive.toString()));
        assertEquals(0, listing.status(), listing.error());
        return listing.output()
                .lines()
                .filter(line -> !line.startsWith("d"))
                .map(line -> line.split("\\s+", 6))
                .collect(Collectors.toMap(parts -> parts[5], parts -> parts[0]));
    }

    static Set<String> zip(Path archive) throws IOException {
        try (ZipFile file = new ZipFile(archive.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .collect(Collectors.toSet());
        }
    }
}
