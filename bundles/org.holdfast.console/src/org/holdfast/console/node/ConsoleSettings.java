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
import org.holdfast.console.client.NodeElsewhere;
import org.holdfast.console.client.NodeHome;
import org.holdfast.console.client.NodePlace;

/**
 * What the console remembers: which nodes are open, and the theme. A file of its own instead of a workspace, so that two consoles
 * may run; of two that change it, the last one counts. Whatever is wrong with the file, the console starts without it.
 */
public final class ConsoleSettings {
    private static final int MOST_PLACES = 32;
    private static final String HOME = "home.";
    private static final String REMOTE = "remote.";
    private static final String PASS = "pass.";

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

    /** In the order in which they were saved; what cannot be one is passed over. */
    public synchronized List<NodePlace> places() {
        List<NodePlace> places = new ArrayList<>();
        for (int i = 0; i < MOST_PLACES; i++) {
            place(i).ifPresent(places::add);
        }
        return places.stream().distinct().toList();
    }

    private Optional<NodePlace> place(int number) {
        String home = values.getProperty(HOME + number, "");
        String address = values.getProperty(REMOTE + number, "");
        String pass = values.getProperty(PASS + number, "");
        try {
            if (!home.isBlank()) {
                return Optional.of(new NodeHome(Path.of(home)));
            }
            return address.isBlank() || pass.isBlank()
                    ? Optional.empty()
                    : Optional.of(NodeElsewhere.of(address, Path.of(pass)));
        } catch (IllegalArgumentException e) { // also of a path that is none
            return Optional.empty();
        }
    }

    /** The pass is remembered as a file's name, and stays where it is. */
    public synchronized void places(List<NodePlace> places) {
        values.keySet()
                .removeIf(key -> List.of(HOME, REMOTE, PASS).stream()
                        .anyMatch(prefix -> key.toString().startsWith(prefix)));
        for (int i = 0; i < Math.min(places.size(), MOST_PLACES); i++) {
            switch (places.get(i)) {
                case NodeHome home -> values.setProperty(HOME + i, home.path().toString());
                case NodeElsewhere elsewhere -> {
                    values.setProperty(REMOTE + i, elsewhere.shown());
                    values.setProperty(PASS + i, elsewhere.pass().toString());
                }
            }
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
