// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.FormatSet;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.rollback.Watch;

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
        writing().filter(e -> e.code() != ErrorCode.BUSY).ifPresent(e -> problems.add(e.getMessage()));
        return problems;
    }

    /** Whether the check of what new data are written with could not be made, so that nothing is known yet. */
    boolean isUndecided() {
        return writing().filter(e -> e.code() == ErrorCode.BUSY).isPresent();
    }

    /** Why new data cannot be written. */
    private Optional<HoldfastException> writing() {
        try {
            node.owner().formations().check(node.settings());
            return Optional.empty();
        } catch (HoldfastException e) {
            return Optional.of(e);
        }
    }

    /**
     * Those that were not there before, and data that lost their reader. Data of which a recovery has only just learnt may
     * wait for theirs: no change of plug-ins has taken it from them.
     */
    Set<String> problemsBesides(Watch watched) {
        Set<String> fresh = problems();
        fresh.removeAll(watched.before());
        Set<FormatSet> inUse = node.stores().ledger().segments().inUse().keySet();
        for (Plane plane : planes()) {
            inUse.stream()
                    .mapToInt(PluginDesk.plane(plane.role()))
                    .filter(each -> watched.served().contains(plane.role() + " " + each)
                            && !plane.providers().serves(each))
                    .forEach(each -> fresh.add("Data are stored in " + plane.role() + " format " + each
                            + ", and no provider of it is present any more."));
        }
        return fresh;
    }

    /** Formats that can be read: role and number. */
    Set<String> served() {
        return planes().stream()
                .flatMap(plane ->
                        plane.providers().numbers(any -> true).stream().map(number -> plane.role() + " " + number))
                .collect(Collectors.toSet());
    }

    private record Plane(String role, ProviderPlane<?> providers) {}

    private List<Plane> planes() {
        return ROLES.stream()
                .map(role -> new Plane(role, node.providers().plane(role).orElseThrow()))
                .toList();
    }

    /** What new data are written with, as settings. */
    Map<String, String> choices() {
        return Formations.DECIDED_BY.stream()
                .collect(Collectors.toMap(
                        Setting::key, setting -> node.settings().text(setting)));
    }
}
