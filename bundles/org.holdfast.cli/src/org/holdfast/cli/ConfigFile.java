// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/** The file that a node's settings are read from at its start. */
public final class ConfigFile {
    private static final String TITLE = "# Settings of this node; 'holdfast config describe' explains them.";

    private ConfigFile() {}

    /** Writes, durably, the settings that differ from their defaults; the node checks them when it starts. */
    public static void write(Home home, Map<String, String> settings) {
        store(file(home), List.of(TITLE), settings);
    }

    /** What the file says; nothing if there is none. Comments and what is no setting are left out. */
    public static Map<String, String> read(Home home) {
        Path file = file(home);
        try {
            Map<String, String> settings = new LinkedHashMap<>();
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                String[] parts = line.split("[=:]", 2);
                if (parts.length == 2 && !line.startsWith("#")) {
                    settings.put(parts[0].strip(), parts[1].strip());
                }
            }
            return settings;
        } catch (IOException e) {
            throw failed(file, "read", e);
        }
    }

    /**
     * Changes some settings of a node that does not run; all other lines stay as they are.
     *
     * @throws HoldfastException CONFIG_INVALID for what can be no key or value of a line
     */
    static void change(Home home, Map<String, String> settings) {
        Path file = file(home);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of(TITLE);
            store(file, lines, settings);
        } catch (IOException e) {
            throw failed(file, "write", e);
        }
    }

    private static void store(Path file, List<String> lines, Map<String, String> settings) {
        Map<String, String> wanted = new LinkedHashMap<>(settings);
        wanted.forEach(ConfigFile::check);
        List<String> all = new ArrayList<>(lines);
        all.removeIf(line -> wanted.containsKey(line.split("[=:]", 2)[0].strip()));
        wanted.forEach((key, value) -> all.add(key + " = " + value));
        try {
            Durable.write(file, (String.join("\n", all) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(file, "write", e);
        }
    }

    private static void check(String key, String value) {
        if (!key.matches("[a-z][a-z0-9.-]*") || value.lines().count() > 1) {
            throw new HoldfastException(
                    ErrorCode.CONFIG_INVALID,
                    key,
                    "'" + key + "' can be no setting: a key has small letters, digits and dots, a value one line.");
        }
    }

    private static Path file(Home home) {
        return home.path().resolve("etc/org.holdfast.node.cfg");
    }

    private static HoldfastException failed(Path file, String what, IOException e) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED, file.toString(), "Cannot " + what + " " + file + ": " + e.getMessage(), e);
    }
}
