// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.holdfast.core.content.ChunkSource;
import org.holdfast.core.content.ContentReader;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.TreeReader;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.selection.LeftOutList;

/** Walks through a snapshot. Paths are shown as text, absolute, with the source's path in front. */
public final class Browser {
    private final ChunkSource chunks;

    public Browser(ChunkSource chunks) {
        this.chunks = chunks;
    }

    /** The entries of a directory object, in order. */
    public Iterator<TreeEntry> entries(ContentRef object) {
        return new TreeReader(ContentReader.open(object, chunks));
    }

    /** The single entry that describes a source itself; empty if it could not be read when it was backed up. */
    public Optional<TreeEntry> root(SourceRoot source) {
        Iterator<TreeEntry> entries = entries(source.root());
        return entries.hasNext()
                ? Optional.of(entries.next()).filter(entry -> !entry.name().equals(LeftOutList.NAME))
                : Optional.empty();
    }

    /** Everything below a path, in order; just the directory's own entries unless {@code recursive}. */
    public void walk(Snapshot snapshot, String path, boolean recursive, BiConsumer<String, TreeEntry> each) {
        String wanted = strip(path);
        boolean any = false;
        for (SourceRoot source : snapshot.sources()) {
            String place = PathText.shown(source.path());
            Optional<TreeEntry> root = root(source);
            if (root.isPresent()) {
                any |= walkSource(place, root.get(), wanted, recursive, each);
            }
        }
        if (!any) {
            throw unknown(path);
        }
    }

    private boolean walkSource(
            String place, TreeEntry root, String wanted, boolean recursive, BiConsumer<String, TreeEntry> each) {
        if (isAtOrBelow(place, wanted) && !place.equals(wanted)) {
            each.accept(place, root);
            if (recursive) {
                descend(place, root, true, each);
            }
            return true;
        }
        Optional<TreeEntry> found = find(place, root, wanted);
        found.ifPresent(entry -> {
            if (entry.kind() == EntryKind.DIRECTORY) {
                descend(wanted, entry, recursive, each);
            } else {
                each.accept(wanted, entry);
            }
        });
        return found.isPresent();
    }

    /** The entry at an absolute path of a snapshot. @throws HoldfastException PATH_UNKNOWN */
    public TreeEntry find(Snapshot snapshot, String path) {
        String wanted = strip(path);
        return snapshot.sources().stream()
                .flatMap(source ->
                        root(source).flatMap(root -> find(PathText.shown(source.path()), root, wanted)).stream())
                .findFirst()
                .orElseThrow(() -> unknown(path));
    }

    private Optional<TreeEntry> find(String place, TreeEntry root, String wanted) {
        if (!isAtOrBelow(wanted, place)) {
            return Optional.empty();
        }
        Optional<TreeEntry> current = Optional.of(root);
        String rest = wanted.substring(place.equals("/") ? 1 : Math.min(wanted.length(), place.length() + 1));
        for (String name : rest.isEmpty() ? new String[0] : rest.split("/")) {
            current = current.filter(entry -> entry.kind() == EntryKind.DIRECTORY)
                    .flatMap(directory -> child(directory, PathText.parse(name)));
        }
        return current;
    }

    private Optional<TreeEntry> child(TreeEntry directory, Bytes name) {
        for (Iterator<TreeEntry> each = entries(directory.content()); each.hasNext(); ) {
            TreeEntry entry = each.next();
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** Iterative: a tree may be deeper than a stack. */
    private void descend(String place, TreeEntry directory, boolean recursive, BiConsumer<String, TreeEntry> each) {
        Deque<Level> levels = new ArrayDeque<>();
        levels.push(new Level(place, entries(directory.content())));
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.entries().hasNext()) {
                levels.pop();
                continue;
            }
            TreeEntry entry = level.entries().next();
            String path = join(level.place(), PathText.shown(entry.name()));
            each.accept(path, entry);
            if (recursive && entry.kind() == EntryKind.DIRECTORY) {
                levels.push(new Level(path, entries(entry.content())));
            }
        }
    }

    private record Level(String place, Iterator<TreeEntry> entries) {}

    static String join(String place, String name) {
        return place.endsWith("/") ? place + name : place + "/" + name;
    }

    private static String strip(String path) {
        String absolute = path.startsWith("/") ? path : "/" + path;
        return absolute.length() > 1 && absolute.endsWith("/")
                ? absolute.substring(0, absolute.length() - 1)
                : absolute;
    }

    private static boolean isAtOrBelow(String path, String top) {
        return path.equals(top) || path.startsWith(top.endsWith("/") ? top : top + "/");
    }

    private static HoldfastException unknown(String path) {
        return new HoldfastException(
                ErrorCode.PATH_UNKNOWN,
                path,
                "The snapshot has nothing at " + path + ". 'holdfast ls' shows what it has.");
    }
}
