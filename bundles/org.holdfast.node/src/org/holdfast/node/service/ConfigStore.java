// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The settings file, changed line by line so that people's comments stay. Thread-safe. */
final class ConfigStore {
    private final Path file;

    ConfigStore(Path home) {
        this.file = home.resolve("etc").resolve(NodeSettings.PID + ".cfg");
    }

    /** Sets one key, durably. */
    synchronized void set(String key, String value) {
        try {
            List<String> lines = new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
            lines.removeIf(line -> line.strip().matches("\\Q" + key + "\\E\\s*[=:].*"));
            lines.add(key + " = " + value);
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED,
                    file.toString(),
                    "The setting cannot be saved to " + file + ": " + e.getMessage(),
                    e);
        }
    }
}
