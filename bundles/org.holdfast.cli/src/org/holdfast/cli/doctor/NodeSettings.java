// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.holdfast.cli.ConfigFile;
import org.holdfast.cli.Fields;
import org.holdfast.cli.Home;
import org.holdfast.cli.NodeClient;

/** The settings that checks look at, with their defaults (docs/configuration.md); a node need not run to know them. */
record NodeSettings(Map<String, String> given) {
    static final Map<String, String> DEFAULTS = Map.of(
            "node.port", "7610",
            "bind.address", "0.0.0.0",
            "advertise.address", "",
            "discovery.multicast.port", "45599",
            "disk.reserve.mebibytes", "0",
            "spool.limit.mebibytes", "4096");

    NodeSettings {
        given = Map.copyOf(given);
    }

    /** @throws org.holdfast.model.HoldfastException DISK_FAILED if the file cannot be read */
    static NodeSettings of(Home home) {
        return new NodeSettings(ConfigFile.read(home));
    }

    static NodeSettings of(NodeClient node) {
        Map<String, String> values = new HashMap<>();
        node.get("/v1/config", Map.of())
                .forEach(each -> values.put(Fields.text(each, "key"), Fields.text(each, "value")));
        return new NodeSettings(values);
    }

    String text(String key) {
        return given.getOrDefault(key, DEFAULTS.getOrDefault(key, ""));
    }

    /** The default where the value is no number: the node itself says so at its start. */
    long number(String key) {
        return List.of(text(key), DEFAULTS.getOrDefault(key, "0")).stream()
                .filter(value -> value.matches("[0-9]{1,15}"))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }
}
