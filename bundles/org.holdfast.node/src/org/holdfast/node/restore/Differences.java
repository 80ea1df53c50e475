// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.ContentRef;
import org.holdfast.format.tree.EntryKind;
import org.holdfast.format.tree.Snapshot;
import org.holdfast.format.tree.SourceRoot;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.node.selection.LeftOutList;
import org.jspecify.annotations.Nullable;

/** What differs between two snapshots. Directories with equal objects are equal, and are not entered. */
public final class Differences {
    private final Browser browser;
    private final BiConsumer<String, Change> out;
    private final Deque<Pair> open = new ArrayDeque<>();

    /** How a path differs. */
    public enum Change {
        ADDED,
        REMOVED,
        KIND,
        CONTENT,
        METADATA
    }

    public Differences(Browser browser, BiConsumer<String, Change> out) {
        this.browser = browser;
        this.out = out;
    }

    public void between(Snapshot older, Snapshot newer) {
        Map<Bytes, ContentRef> before = roots(older);
        Map<Bytes, ContentRef> after = roots(newer);
        for (Bytes path : Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .toList()) {
            compare(
                    parent(path),
                    before.getOrDefault(path, ContentRef.EMPTY),
                    after.getOrDefault(path, ContentRef.EMPTY));
        }
    }

    /** A source's object may hold a list of what was left out besides the source itself. */
    private Iterator<TreeEntry> source(ContentRef object) {
        Iterator<TreeEntry> all = entries(object);
        return all.hasNext()
                ? Stream.of(all.next())
                        .filter(entry -> !entry.name().equals(LeftOutList.NAME))
                        .iterator()
                : all;
    }

    private static Map<Bytes, ContentRef> roots(Snapshot snapshot) {
        return snapshot.sources().stream().collect(Collectors.toMap(SourceRoot::path, SourceRoot::root));
    }

    private static String parent(Bytes path) {
        String shown = PathText.shown(path);
        return shown.substring(0, Math.max(shown.lastIndexOf('/'), 0)) + "/";
    }

    private void compare(String place, ContentRef before, ContentRef after) {
        open.push(new Pair(place, new Cursor(source(before)), new Cursor(source(after))));
        while (!open.isEmpty()) {
            Pair pair = open.element();
            if (!pair.step(this)) {
                open.remove(pair);
            }
        }
    }

    private Iterator<TreeEntry> entries(ContentRef object) {
        return object.length() == 0 ? List.<TreeEntry>of().iterator() : browser.entries(object);
    }

    private void differ(String place, Optional<TreeEntry> before, Optional<TreeEntry> after) {
        TreeEntry entry = after.or(() -> before).orElseThrow();
        String path = place + PathText.shown(entry.name());
        change(before, after).ifPresent(change -> out.accept(path, change));
        ContentRef old = directory(before);
        ContentRef now = directory(after);
        if (!old.equals(now)) {
            open.push(new Pair(path + "/", new Cursor(entries(old)), new Cursor(entries(now))));
        }
    }

    private static ContentRef directory(Optional<TreeEntry> entry) {
        return entry.filter(each -> each.kind() == EntryKind.DIRECTORY)
                .map(TreeEntry::content)
                .orElse(ContentRef.EMPTY);
    }

    private static Optional<Change> change(Optional<TreeEntry> before, Optional<TreeEntry> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.of(before.isEmpty() ? Change.ADDED : Change.REMOVED);
        }
        TreeEntry old = before.get();
        TreeEntry now = after.get();
        if (old.kind() != now.kind()) {
            return Optional.of(Change.KIND);
        }
        boolean directory = now.kind() == EntryKind.DIRECTORY;
        if (!directory
                && (old.size() != now.size()
                        || !old.content().equals(now.content())
                        || !old.linkTarget().equals(now.linkTarget()))) {
            return Optional.of(Change.CONTENT);
        }
        List<Function<TreeEntry, Object>> kept = List.of(
                TreeEntry::mode,
                TreeEntry::uid,
                TreeEntry::gid,
                TreeEntry::mtimeSeconds,
                TreeEntry::mtimeNanos,
                TreeEntry::xattrs,
                TreeEntry::rdev);
        boolean same = kept.stream().allMatch(part -> Objects.equals(part.apply(old), part.apply(now)));
        return same ? Optional.empty() : Optional.of(Change.METADATA);
    }

    /** Two directories of one path, read in step. */
    private record Pair(String place, Cursor before, Cursor after) {
        boolean step(Differences differences) {
            TreeEntry old = before.peek();
            TreeEntry now = after.peek();
            if (old == null && now == null) {
                return false;
            }
            int order = old == null
                    ? 1
                    : now == null
                            ? -1
                            : Arrays.compareUnsigned(
                                    old.name().toArray(), now.name().toArray());
            Optional<TreeEntry> left = order <= 0 ? before.take() : Optional.empty();
            Optional<TreeEntry> right = order >= 0 ? after.take() : Optional.empty();
            differences.differ(place, left, right);
            return true;
        }
    }

    private static final class Cursor {
        private final Iterator<TreeEntry> entries;
        private @Nullable TreeEntry next;

        Cursor(Iterator<TreeEntry> entries) {
            this.entries = entries;
        }

        @Nullable
        TreeEntry peek() {
            if (next == null && entries.hasNext()) {
                next = entries.next();
            }
            return next;
        }

        Optional<TreeEntry> take() {
            Optional<TreeEntry> taken = Optional.ofNullable(peek());
            next = null;
            return taken;
        }
    }
}
