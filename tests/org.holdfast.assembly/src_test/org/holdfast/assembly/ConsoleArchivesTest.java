// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console for three systems: each with the toolkit of its own, and nothing of it in the node's product. */
@Tag("R62")
class ConsoleArchivesTest {
    private static final List<String> NEEDED = List.of(
            "holdfast-console/bin/holdfast-console",
            "holdfast-console/bin/holdfast-console.bat",
            "holdfast-console/lib/console.options",
            "holdfast-console/configuration/config.ini");

    @Test
    void eachSystemHasItsOwnToolkit() throws Exception {
        Set<String> linux = Archive.tar(Product.CONSOLE_LINUX).keySet();
        Set<String> macOs = Archive.tar(Product.CONSOLE_MAC_OS).keySet();
        Set<String> windows = Archive.zip(Product.CONSOLE_WINDOWS);
        assertTrue(linux.containsAll(NEEDED), linux::toString);
        assertTrue(macOs.containsAll(NEEDED), macOs::toString);
        assertTrue(windows.containsAll(NEEDED), windows::toString);
        assertTrue(linux.contains("holdfast-console/lib/java.sh"));
        assertTrue(macOs.contains("holdfast-console/lib/java.sh"));
        assertTrue(windows.contains("holdfast-console/lib/java.bat"));
        assertEquals(Set.of("org.eclipse.swt.gtk.linux.x86_64"), toolkits(linux));
        assertEquals(Set.of("org.eclipse.swt.cocoa.macosx.aarch64"), toolkits(macOs));
        assertEquals(Set.of("org.eclipse.swt.win32.win32.x86_64"), toolkits(windows));
        assertEquals(shared(linux), shared(macOs));
        assertEquals(shared(linux), shared(windows));
    }

    private static Set<String> toolkits(Set<String> names) {
        return bundles(names).stream()
                .filter(name -> name.matches("org\\.eclipse\\.swt\\.(gtk|cocoa|win32)\\..*"))
                .collect(Collectors.toSet());
    }

    private static Set<String> shared(Set<String> names) {
        return bundles(names).stream()
                .filter(name -> !name.matches(".*\\.(gtk|cocoa|win32)(\\..*)?"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> bundles(Set<String> names) {
        return names.stream()
                .filter(name -> name.matches("[^/]+/plugins/[^/]+\\.jar"))
                .map(name -> name.replaceFirst(".*/", "").replaceFirst("_[0-9]+\\.[0-9].*", ""))
                .collect(Collectors.toSet());
    }

    @Test
    void scriptsCanBeRunAfterUnpacking() throws Exception {
        for (Path archive : List.of(Product.CONSOLE_LINUX, Product.CONSOLE_MAC_OS)) {
            assertTrue(
                    Archive.tar(archive)
                            .get("holdfast-console/bin/holdfast-console")
                            .startsWith("-rwx"),
                    archive.toString());
        }
        String script = Files.readString(Product.CONSOLE.resolve("bin/holdfast-console.bat"));
        assertEquals(script.replaceAll("\r?\n", "\r\n"), script);
    }

    @Test
    void theNodeHasNothingOfIt() throws IOException {
        try (Stream<Path> jars = Files.list(Product.INSTALLATION.resolve("plugins"))) {
            assertEquals(
                    List.of(),
                    jars.map(jar -> jar.getFileName().toString())
                            .filter(name -> name.contains("console") || name.contains("swt") || name.contains(".e4."))
                            .toList());
        }
    }

    /** It talks to nodes by their control API; the code of a node has no business there. */
    @Test
    void theConsoleHasNothingOfANode() throws IOException {
        try (Stream<Path> jars = Files.list(Product.CONSOLE.resolve("plugins"))) {
            Set<String> ours = jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.startsWith("org.holdfast."))
                    .map(name -> name.replaceFirst("_[0-9]+\\.[0-9].*", ""))
                    .collect(Collectors.toSet());
            assertTrue(ours.contains("org.holdfast.console"));
            assertFalse(ours.contains("org.holdfast.node"));
        }
    }

    @Test
    void withoutAScreenItSaysSo() throws Exception {
        ProcessBuilder start = new ProcessBuilder(
                Product.CONSOLE.resolve("bin/holdfast-console").toString());
        start.environment().remove("DISPLAY");
        start.environment().remove("WAYLAND_DISPLAY");
        Outcome outcome = Outcome.of(start);
        assertEquals(1, outcome.status());
        assertTrue(outcome.error().startsWith("holdfast-console: there is no screen"), outcome.error());
    }
}
