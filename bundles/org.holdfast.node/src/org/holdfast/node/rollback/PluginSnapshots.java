// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.rollback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.plugins.PluginStore.Plugin;
import org.holdfast.trust.disk.Durable;
import org.osgi.framework.Version;

/**
 * {@code <home>/rollback/<number>/}: {@code list} (docs/format-stores.md), the jars, and {@code etc/}. A folder gets its
 * number when it is whole; the last three are kept. Thread-safe.
 */
public final class PluginSnapshots {
    static final int KEPT = 3;
    private static final String DRAFT = "next.tmp";

    private final Path folder;

    /** @param folder is made when it is first needed */
    public PluginSnapshots(Path folder) {
        this.folder = folder;
    }

    /** @param configuration files to copy */
    public synchronized PluginSnapshot take(
            List<Plugin> plugins, Map<String, String> settings, List<Path> configuration) {
        Path draft = folder.resolve(DRAFT);
        try {
            delete(draft);
            Files.createDirectories(draft.resolve("etc"));
            for (Path file : configuration) {
                Durable.write(draft.resolve("etc").resolve(file.getFileName()), Files.readAllBytes(file));
            }
            for (Plugin plugin : plugins) {
                if (Files.exists(plugin.jar())) {
                    copy(plugin.jar(), draft.resolve(plugin.jar().getFileName()));
                }
            }
            Durable.write(draft.resolve("list"), text(plugins, settings).getBytes(StandardCharsets.UTF_8));
            int number = numbers().stream().reduce((one, later) -> later).orElse(0) + 1;
            Durable.move(draft, folder.resolve(Integer.toString(number)));
            List<Integer> all = numbers();
            for (int old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                delete(folder.resolve(Integer.toString(old)));
            }
            return read(number);
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    /** The newest. */
    public synchronized Optional<PluginSnapshot> latest() {
        try {
            List<Integer> all = numbers();
            return all.isEmpty() ? Optional.empty() : Optional.of(read(all.getLast()));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    /** The one of this number, if it is still kept. */
    public synchronized Optional<PluginSnapshot> find(int number) {
        try {
            return numbers().contains(number) ? Optional.of(read(number)) : Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    public synchronized void drop(PluginSnapshot snapshot) {
        try {
            delete(snapshot.folder());
        } catch (IOException e) {
            throw failed("delete", e);
        }
    }

    private List<Integer> numbers() throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
    }

    /** A second name where the file system has such things: the store never changes a jar, it only replaces names. */
    private static void copy(Path jar, Path copy) throws IOException {
        try {
            Files.createLink(copy, jar);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(jar, copy);
        }
    }

    private static String text(List<Plugin> plugins, Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(settings)
                .forEach((key, value) -> text.append("setting\t")
                        .append(key)
                        .append('\t')
                        .append(value)
                        .append('\n'));
        plugins.forEach(each -> text.append(String.join(
                        "\t",
                        "plugin",
                        each.sha256().toString(),
                        each.name(),
                        each.version().toString(),
                        each.jar().getFileName().toString(),
                        each.droppedAs().orElse("")))
                .append('\n'));
        return text.toString();
    }

    private PluginSnapshot read(int number) throws IOException {
        Path place = folder.resolve(Integer.toString(number));
        Map<String, String> settings = new TreeMap<>();
        List<Plugin> plugins = new ArrayList<>();
        for (String line : Files.readAllLines(place.resolve("list"))) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals("setting")) {
                settings.put(parts[1], parts[2]);
            } else {
                Optional<String> droppedAs = parts[5].isEmpty() ? Optional.empty() : Optional.of(parts[5]);
                plugins.add(new Plugin(
                        parts[2],
                        Version.parseVersion(parts[3]),
                        new Digest(Id32.parse(parts[1])),
                        place.resolve(parts[4]),
                        droppedAs));
            }
        }
        return new PluginSnapshot(number, place, plugins, settings);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private HoldfastException failed(String what, IOException cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                folder.toString(),
                "Cannot " + what + " a snapshot of the plug-ins in " + folder + ": " + cause
                        + ". Check the disk and who may use this folder",
                cause);
    }
}
