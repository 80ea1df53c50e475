// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** The file that a node's settings are read from at its start. */
public final class ConfigFile {
    private ConfigFile() {}

    /** Writes the settings that differ from their defaults; the node checks them when it starts. */
    public static void write(Home home, Map<String, String> settings) {
        Path file = home.path().resolve("etc/org.holdfast.node.cfg");
        String text = settings.entrySet().stream()
                .map(each -> each.getKey() + " = " + each.getValue())
                .collect(Collectors.joining(
                        "\n", "# Settings of this node; 'holdfast config describe' explains them.\n", "\n"));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, file.toString(), "Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
