// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.head.FormatsUsed;
import org.holdfast.node.backup.ReaderShelf;
import org.holdfast.plugins.PluginStore;

/** The plug-ins of the store, as readers of formats that the product does not read. Thread-safe. */
final class PluginShelf implements ReaderShelf {
    private final Providers providers;
    private final Optional<Plugins> plugins;

    PluginShelf(Providers providers, Optional<Plugins> plugins) {
        this.providers = providers;
        this.plugins = plugins;
    }

    @Override
    public List<Jar> readers(FormatsUsed foreign) {
        List<Jar> jars = new ArrayList<>();
        FormatsUsed left = foreign;
        for (PluginStore.Plugin plugin : trustworthyFirst()) {
            FormatsUsed reads = providers.served(plugin.name()::equals).and(left);
            if (!reads.isEmpty()) {
                jars.add(new Jar(plugin.name(), plugin.version().toString(), plugin.sha256(), reads, plugin.jar()));
                left = left.without(reads);
            }
        }
        return jars.stream().sorted(Comparator.comparing(Jar::name)).toList();
    }

    /** Of two that read a format, the jar of the one that is right is kept. */
    private List<PluginStore.Plugin> trustworthyFirst() {
        return plugins.map(each -> each.store().plugins()).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(this::reluctance))
                .toList();
    }

    private int reluctance(PluginStore.Plugin plugin) {
        return providers.entries().stream()
                .filter(each -> each.bundle().equals(plugin.name()))
                .mapToInt(each -> each.standing().reluctance())
                .max()
                .orElse(0);
    }
}
