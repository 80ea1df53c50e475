// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.swt.widgets.ToolItem;

/** The console before each test: the first node is shown, does not run, and nothing is known of it. */
final class Desk {
    private Desk() {}

    static void clear() throws IOException {
        Files.createDirectories(StandIn.HOME.resolve("identity"));
        Files.deleteIfExists(StandIn.HOME.resolve("run/control"));
        Ui.closeDialogs();
        Ui.await(
                "the first node is known to be stopped",
                () -> Ui.find("node-0", ToolItem.class)
                        .filter(each -> each.getToolTipText().endsWith("no node runs"))
                        .isPresent());
        Ui.show("overview");
        Ui.click("node-1");
        Ui.click("node-0");
        Ui.awaitText("headline", "Not known yet");
    }

    /** An empty folder that is deleted before it is used again. */
    static Path folder(String name) throws IOException {
        Path folder = Path.of(System.getProperty("holdfast.nodes"))
                .resolveSibling("folders")
                .resolve(name);
        delete(folder);
        return Files.createDirectories(folder);
    }

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
