// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys in the settings file that are none of this version: misspelt, or of another version. They stop nothing and do
 * nothing; whoever wrote them should hear that, once for each. By one thread at a time.
 */
final class UnknownSettings {
    private static final Logger LOG = LoggerFactory.getLogger(UnknownSettings.class);

    /** What the framework adds to what the file says. */
    private static final List<String> ADDED = List.of("service.", "component.", "felix.", "osgi.", "objectclass");

    private final SortedSet<String> told = new TreeSet<>();

    void tell(Map<String, ?> properties) {
        SortedSet<String> unknown = of(properties);
        unknown.stream()
                .filter(key -> !told.contains(key))
                .forEach(key -> LOG.warn(
                        "There is no setting '{}', so that line in etc/{}.cfg does nothing; 'holdfast config describe' lists"
                                + " those that there are",
                        key,
                        NodeSettings.PID));
        told.clear();
        told.addAll(unknown);
    }

    static SortedSet<String> of(Map<String, ?> properties) {
        return properties.keySet().stream()
                .filter(key -> Setting.find(key).isEmpty())
                .filter(key -> ADDED.stream().noneMatch(key.toLowerCase(Locale.ROOT)::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
