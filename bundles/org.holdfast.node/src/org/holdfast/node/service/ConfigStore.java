// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.disk.Durable;

/** The settings file, changed line by line so that people's comments stay. Thread-safe. */
final class ConfigStore {
    private final Path file;
    private final Map<String, String> said = new HashMap<>(); // by commands, since the start; guarded by this

    ConfigStore(Path home) {
        this.file = home.resolve("etc").resolve(NodeSettings.PID + ".cfg");
    }

    /** Sets one key, durably. */
    synchronized void set(String key, String value) {
        try {
            List<String> lines = lines();
            lines.removeIf(line -> line.strip().matches("\\Q" + key + "\\E\\s*[=:].*"));
            lines.add(line(key, value));
            Durable.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            said.put(key, value);
        } catch (IOException e) {
            throw failed("saved to", e);
        }
    }

    /**
     * What the framework has read of the file may be older than what a command wrote meanwhile; this is never. What a
     * person has changed in the file since counts.
     */
    synchronized Map<String, Object> newest(Map<String, ?> read) {
        try {
            List<String> lines = lines();
            said.entrySet().removeIf(each -> !lines.contains(line(each.getKey(), each.getValue())));
        } catch (IOException e) {
            throw failed("read from", e);
        }
        Map<String, Object> newest = new HashMap<>(read);
        newest.putAll(said);
        return newest;
    }

    private List<String> lines() throws IOException {
        return new ArrayList<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    }

    private static String line(String key, String value) {
        return key + " = " + value;
    }

    private HoldfastException failed(String what, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                file.toString(),
                "The settings cannot be " + what + " " + file + ": " + cause.getMessage(),
                cause);
    }
}
