// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;

/** What is critical of the providers: data that cannot be read or written, components that do not come up. */
final class PluginHealth {
    private static final List<String> ROLES = List.of("coding", "crypto", "crypto.outer", "compression");

    private final Node node;
    private final Plugins plugins;

    PluginHealth(Node node, Plugins plugins) {
        this.node = node;
        this.plugins = plugins;
    }

    /** Sentences; the same problem is always the same one. Waits for checks of golden vectors that go on. */
    Set<String> problems() {
        Set<String> problems = new TreeSet<>(plugins.failures().get());
        try {
            node.owner().formations().check(node.settings());
        } catch (HoldfastException e) {
            problems.add(e.getMessage());
        }
        Set<FormatSet> inUse = node.stores().ledger().segments().inUse().keySet();
        for (String role : ROLES) {
            ToIntFunction<FormatSet> number = PluginDesk.plane(role);
            inUse.stream()
                    .mapToInt(number)
                    .filter(each -> each != 0
                            && node.providers()
                                    .plane(role)
                                    .filter(plane -> plane.serves(each))
                                    .isEmpty())
                    .forEach(each -> problems.add(
                            "Data are stored in " + role + " format " + each + ", and no provider of it is present."));
        }
        return problems;
    }

    /** Those that were not there before. */
    Set<String> problemsBesides(Set<String> before) {
        Set<String> fresh = problems();
        fresh.removeAll(before);
        return fresh;
    }

    /** What new data are written with, as settings. */
    Map<String, String> choices() {
        return Formations.DECIDED_BY.stream()
                .collect(Collectors.toMap(
                        Setting::key, setting -> node.settings().text(setting)));
    }
}
