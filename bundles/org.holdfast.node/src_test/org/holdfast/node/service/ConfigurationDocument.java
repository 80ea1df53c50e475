// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** docs/configuration.md as it has to be, made from {@link Setting}; {@link #main} writes it anew. */
final class ConfigurationDocument {
    static final Path FILE = Path.of("../../docs/configuration.md");

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made from org.holdfast.node.service.Setting by ConfigurationDocument (src_test of org.holdfast.node). Change it there. -->

            `holdfast config set KEY VALUE` checks a value, writes it into `etc/%s.cfg` in the node's folder and applies it; `config get` and `config describe` show what holds.
            The file may be edited by hand, too (`key = value`, one a line, `#` begins a comment): a running node takes changes within seconds. A wrong value is refused with `CONFIG_INVALID`, which names key, value and range; the node then keeps what it had, or does not start.
            Every key may be left out. What is read only at a start: addresses and ports, `discovery.*`, `disk.reserve.mebibytes`, `spool.limit.mebibytes`. What a backup uses is read when it begins. Settings of the providers are in [admin.md](admin.md#settings-of-providers).

            | key | default | range | meaning |
            |---|---|---|---|
            """;

    private ConfigurationDocument() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(FILE, text());
    }

    static String text() {
        return Arrays.stream(Setting.values())
                .map(ConfigurationDocument::row)
                .collect(Collectors.joining("", INTRODUCTION.formatted(NodeSettings.PID), ""));
    }

    private static String row(Setting setting) {
        String usual = setting.safeDefault().isEmpty() ? "(empty)" : "`" + setting.safeDefault() + "`";
        return "| `" + setting.key() + "` | " + usual + " | " + cell(setting.range()) + " | " + cell(setting.meaning())
                + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
