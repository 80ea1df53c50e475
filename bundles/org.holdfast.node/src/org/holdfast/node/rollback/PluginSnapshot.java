// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.rollback;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.holdfast.plugins.PluginStore.Plugin;

/**
 * The plug-ins and what new data were written with, at one moment.
 *
 * @param number later ones have higher numbers
 * @param plugins with their jars in this snapshot; one whose jar was gone then has none
 * @param settings those that choose providers, by key
 */
public record PluginSnapshot(int number, Path folder, List<Plugin> plugins, Map<String, String> settings) {
    public PluginSnapshot {
        plugins = List.copyOf(plugins);
        settings = Map.copyOf(settings);
    }

    /** Copies of the configuration files, except the node's own. */
    public Path configuration() {
        return folder.resolve("etc");
    }
}
