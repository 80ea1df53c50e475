// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.PluginStore.Change;
import org.holdfast.plugins.PluginStore.Plugin;

/**
 * The drop-in folder: a jar that lies there is installed, one that changes replaces what it was, one that goes is
 * removed. {@link #scan} is to be called about once a second; a file counts when two calls found it alike, so that
 * nobody's half-copied jar is read. What was refused is tried again only when the file changes; what may not be removed
 * yet, after a minute. Not thread-safe.
 */
public final class PluginFolder {
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** What a scan did. Each is told once. */
    public sealed interface Event {
        /** Name of the file in the folder. */
        String file();

        /** It was installed, or took the place of another version. */
        record Taken(String file, Change change) implements Event {}

        /** It is gone, and so is its plug-in. */
        record Removed(String file, Plugin plugin) implements Event {}

        /** It was not installed, or its plug-in not removed. */
        record Refused(String file, HoldfastException why) implements Event {}
    }

    private record Look(long size, Instant modified) {}

    private final Path folder;
    private final PluginStore store;
    private final InstantSource clock;

    private Map<String, Look> last = new HashMap<>();

    private boolean lookedOnce;

    /** Files that were dealt with as they are. */
    private final Map<String, Look> settled = new HashMap<>();

    /** Those of them that were refused for what they are, and not because another version is there. */
    private final Set<String> refused = new HashSet<>();

    /** Files whose plug-in could not be removed, and when that is tried again. */
    private final Map<String, Instant> retries = new HashMap<>();

    /** @param folder is made if it is missing */
    public PluginFolder(Path folder, PluginStore store, InstantSource clock) {
        this.folder = folder;
        this.store = store;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Looks once, and acts on what is as it was at the last look.
     *
     * @throws HoldfastException DISK_FAILED if the folder cannot be read; then nothing was done, above all not removed
     */
    public List<Event> scan() {
        SortedMap<String, Look> now = look();
        List<Event> events = new ArrayList<>();
        settled.keySet().retainAll(now.keySet());
        now.forEach((file, look) -> {
            if (look.equals(last.get(file)) && !look.equals(settled.get(file))) {
                settled.put(file, look);
                take(file).ifPresent(events::add);
            }
        });
        for (Plugin plugin : store.plugins()) {
            plugin.droppedAs()
                    .filter(file -> gone(file, now))
                    .flatMap(file -> remove(file, plugin))
                    .ifPresent(events::add);
        }
        retries.keySet().removeAll(now.keySet());
        last = now;
        lookedOnce = true;
        return events;
    }

    private boolean gone(String file, Map<String, Look> now) {
        return lookedOnce
                && !now.containsKey(file)
                && !last.containsKey(file)
                && !clock.instant().isBefore(retries.getOrDefault(file, Instant.MIN));
    }

    private Optional<Event> take(String file) {
        refused.remove(file);
        try {
            Change change = store.install(folder.resolve(file), Optional.of(file));
            return change instanceof Change.Unchanged ? Optional.empty() : Optional.of(new Event.Taken(file, change));
        } catch (HoldfastException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                refused.add(file);
            }
            return Optional.of(new Event.Refused(file, e));
        }
    }

    private Optional<Event> remove(String file, Plugin plugin) {
        try {
            store.remove(plugin.name());
            retries.remove(file);
            // Another file may hold a version of it that had to stand back.
            settled.keySet().retainAll(refused);
            return Optional.of(new Event.Removed(file, plugin));
        } catch (HoldfastException e) {
            boolean told = retries.put(file, clock.instant().plus(RETRY)) != null;
            return told ? Optional.empty() : Optional.of(new Event.Refused(file, e));
        }
    }

    private SortedMap<String, Look> look() {
        SortedMap<String, Look> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                look(file).ifPresent(look -> found.put(file.getFileName().toString(), look));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw failed(e);
        }
        return found;
    }

    private static Optional<Look> look(Path file) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new Look(
                            attributes.size(), attributes.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty(); // it went between listing and looking
        }
    }

    private HoldfastException failed(Exception cause) {
        return new HoldfastException(
                ErrorCode.DISK_FAILED,
                folder.toString(),
                "The drop-in folder " + folder + " cannot be used: " + cause,
                cause);
    }
}
