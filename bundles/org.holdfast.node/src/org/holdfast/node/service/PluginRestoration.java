// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.format.head.Head;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.rollback.PluginSnapshot;
import org.holdfast.node.rollback.PluginSnapshots;
import org.holdfast.plugins.PluginStore;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.trust.disk.Durable;

/**
 * Takes snapshots of the plug-ins' state and brings one back. Each step looks at what is different still, so a restoration
 * that was cut off can be begun again.
 */
final class PluginRestoration {
    private final Node node;
    private final PluginStore store;

    PluginRestoration(Node node, PluginStore store) {
        this.node = node;
        this.store = store;
    }

    PluginSnapshot snapshot(PluginSnapshots snapshots, Map<String, String> choices) {
        return snapshots.take(store.plugins(), choices, files(node.home().resolve("etc")));
    }

    /**
     * Choices first, so that nothing new is written with what goes next; then jars that were there, then those that were
     * not.
     *
     * @return what could not be removed since data are stored with it already, for people
     */
    String restore(PluginSnapshot before) {
        try {
            choose(before.settings());
            files(before.configuration()).forEach(this::restoreFile);
            before.plugins().stream().filter(this::isCommanded).forEach(this::reinstall);
            return store.plugins().stream()
                    .filter(plugin -> before.plugins().stream().noneMatch(isNamed(plugin)))
                    .filter(plugin -> isCommanded(plugin) && !isReader(plugin))
                    .flatMap(plugin -> remove(plugin).stream())
                    .collect(Collectors.joining(" "));
        } finally {
            node.providers().settle();
        }
    }

    /** Installed by a person: not what the drop-in folder decides about. */
    private boolean isCommanded(Plugin plugin) {
        boolean dropped = store.plugins().stream()
                .filter(isNamed(plugin))
                .anyMatch(now -> now.droppedAs().isPresent());
        return plugin.droppedAs().isEmpty() && !dropped;
    }

    /** What data need, and may have come back with them: not the change's. */
    private boolean isReader(Plugin plugin) {
        return node.owner().book().newest().map(Head::readers).orElse(List.of()).stream()
                .anyMatch(named -> named.sha256().equals(plugin.sha256()));
    }

    private static Predicate<Plugin> isNamed(Plugin plugin) {
        return other -> other.name().equals(plugin.name());
    }

    private void choose(Map<String, String> choices) {
        for (Setting setting : Formations.DECIDED_BY) {
            String wanted = choices.get(setting.key());
            if (wanted != null && !wanted.equals(node.settings().text(setting))) {
                node.config().set(setting.key(), wanted);
                node.change(node.settings().with(setting, wanted));
            }
        }
    }

    private void reinstall(Plugin plugin) {
        boolean same = store.plugins().stream()
                .anyMatch(
                        now -> now.name().equals(plugin.name()) && now.sha256().equals(plugin.sha256()));
        if (!same && Files.exists(plugin.jar())) {
            // As if by a command: a file in the drop-in folder that is newer must not stand in its way.
            store.install(plugin.jar(), Optional.empty());
        }
    }

    private Optional<String> remove(Plugin plugin) {
        try {
            store.remove(plugin.name());
            return Optional.empty();
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.FORMAT_IN_USE) {
                throw e;
            }
            return Optional.of(e.getMessage());
        }
    }

    /** The node's own settings are changed key by key instead: others of them have nothing to do with plug-ins. */
    private static List<Path> files(Path folder) {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".cfg") && !file.endsWith(NodeSettings.PID + ".cfg"))
                    .sorted()
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    private void restoreFile(Path copy) {
        Path place = node.home().resolve("etc").resolve(copy.getFileName());
        try {
            byte[] wanted = Files.readAllBytes(copy);
            if (Files.notExists(place) || !Arrays.equals(wanted, Files.readAllBytes(place))) {
                Durable.write(place, wanted);
            }
        } catch (IOException e) {
            throw failed(place, e);
        }
    }

    private static HoldfastException failed(Path file, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED, file.toString(), "Cannot read or restore " + file + ": " + cause, cause);
    }
}
