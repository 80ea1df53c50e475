// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One build gives archives for three systems, with the same bundles in them and scripts that can be run. */
@Tag("R62")
class ArchivesTest {
    private static final List<String> NEEDED = List.of(
            "holdfast/bin/holdfast",
            "holdfast/bin/holdfast-node",
            "holdfast/bin/holdfast-broker",
            "holdfast/bin/holdfast-broker.bat",
            "holdfast/bin/holdfast.bat",
            "holdfast/bin/holdfast-node.bat",
            "holdfast/lib/java.sh",
            "holdfast/lib/java.bat",
            "holdfast/lib/node.options",
            "holdfast/etc/logback.xml",
            "holdfast/configuration/config.ini");

    @Test
    void threeArchivesHoldTheSameBundles() throws Exception {
        Set<String> linux = Archive.tar(Product.LINUX).keySet();
        Set<String> macOs = Archive.tar(Product.MAC_OS).keySet();
        Set<String> windows = Archive.zip(Product.WINDOWS);
        assertTrue(linux.containsAll(NEEDED), () -> "missing for Linux: " + missing(linux));
        assertTrue(macOs.containsAll(NEEDED), () -> "missing for macOS: " + missing(macOs));
        assertTrue(windows.containsAll(NEEDED), () -> "missing for Windows: " + missing(windows));
        assertEquals(bundles(linux), bundles(macOs));
        assertEquals(bundles(linux), bundles(windows));
        assertTrue(bundles(linux).stream().anyMatch(name -> name.contains("org.holdfast.model_")));
    }

    @Test
    void scriptsCanBeRunAfterUnpacking() throws Exception {
        for (Path archive : List.of(Product.LINUX, Product.MAC_OS)) {
            var modes = Archive.tar(archive);
            assertTrue(modes.get("holdfast/bin/holdfast").startsWith("-rwx"), archive.toString());
            assertTrue(modes.get("holdfast/bin/holdfast-node").startsWith("-rwx"), archive.toString());
            assertTrue(modes.get("holdfast/bin/holdfast-broker").startsWith("-rwx"), archive.toString());
        }
    }

    @Test
    void windowsScriptsHaveWindowsLineEnds() throws IOException {
        for (String name :
                List.of("bin/holdfast.bat", "bin/holdfast-node.bat", "bin/holdfast-broker.bat", "lib/java.bat")) {
            String text = Files.readString(Product.INSTALLATION.resolve(name));
            assertEquals(text.replaceAll("\r?\n", "\r\n"), text, name);
        }
    }

    private static Set<String> missing(Set<String> found) {
        Set<String> missing = new HashSet<>(NEEDED);
        missing.removeAll(found);
        return missing;
    }

    private static Set<String> bundles(Set<String> names) {
        return names.stream()
                .filter(name -> name.startsWith("holdfast/plugins/"))
                .collect(Collectors.toSet());
    }
}
