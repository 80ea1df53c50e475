// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.node;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.holdfast.console.client.NodeHome;

/**
 * What the console remembers: opened homes and the theme. A file of its own instead of a workspace, so that two consoles
 * may run; of two that change it, the last one counts. Whatever is wrong with the file, the console starts without it.
 */
public final class ConsoleSettings {
    private static final int MOST_HOMES = 32;

    private final Path file;
    private final Properties values = new Properties();

    private ConsoleSettings(Path file) {
        this.file = file;
    }

    /** Reads it; one that is not there, or no text, is as empty. */
    public static ConsoleSettings load(Path file) {
        ConsoleSettings settings = new ConsoleSettings(file);
        try (Reader reader = Files.newBufferedReader(file)) {
            settings.values.load(reader);
        } catch (NoSuchFileException e) {
            // the first start
        } catch (IOException | IllegalArgumentException e) {
            settings.values.clear();
        }
        return settings;
    }

    public synchronized List<NodeHome> homes() {
        List<NodeHome> homes = new ArrayList<>();
        for (int i = 0; i < MOST_HOMES; i++) {
            String path = values.getProperty("home." + i);
            if (path != null && !path.isBlank() && path.indexOf('\0') < 0) {
                homes.add(new NodeHome(Path.of(path)));
            }
        }
        return homes.stream().distinct().toList();
    }

    public synchronized void homes(List<NodeHome> homes) {
        values.keySet().removeIf(key -> key.toString().startsWith("home."));
        for (int i = 0; i < Math.min(homes.size(), MOST_HOMES); i++) {
            values.setProperty("home." + i, homes.get(i).path().toString());
        }
    }

    public synchronized Optional<Theme> theme() {
        return Theme.named(values.getProperty("theme", ""));
    }

    public synchronized void theme(Theme theme) {
        values.setProperty("theme", theme.word());
    }

    /** @throws IOException if it cannot be written; what was there before is still there then */
    public synchronized void save() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try (Writer writer = Files.newBufferedWriter(draft)) {
            values.store(writer, "Holdfast console");
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
