// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.holdfast.files.PathText;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.jspecify.annotations.Nullable;

/** A directory of the tree that is restored, with the way to it. Equal only to itself. */
final class Place {
    private final @Nullable Place parent;
    private final @Nullable TreeEntry directory;
    private final int depth;
    private final String from;
    private boolean refused; // the restoring thread's

    private Place(@Nullable Place parent, @Nullable TreeEntry directory, int depth, String from) {
        this.parent = parent;
        this.directory = directory;
        this.depth = depth;
        this.from = from;
    }

    /**
     * The directory into which the whole tree is restored; it has no entry.
     *
     * @param from the path that it had when it was backed up, for what is shown
     */
    static Place top(String from) {
        return new Place(null, null, 0, from);
    }

    Place below(TreeEntry child) {
        return new Place(this, child, depth + 1, from);
    }

    /** How many directories lie between the top and this one, this one counted. */
    int depth() {
        return depth;
    }

    /** @throws IllegalStateException at the top */
    Place parent() {
        return known(parent);
    }

    /** @throws IllegalStateException at the top */
    TreeEntry directory() {
        return known(directory);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("nothing is above the top");
        }
        return value;
    }

    /** Remembers that this directory could not be made, so that it is tried, and told of, once. */
    void refuse() {
        refused = true;
    }

    boolean isRefused() {
        return refused;
    }

    /** The names from the top down. */
    Collection<Bytes> names() {
        Deque<Bytes> names = new ArrayDeque<>();
        for (Place each = this; each.depth > 0; each = each.parent()) {
            names.addFirst(each.directory().name());
        }
        return names;
    }

    /** How an entry in this directory is shown. */
    String path(TreeEntry entry) {
        StringBuilder path = new StringBuilder(from);
        names().forEach(name -> path.append('/').append(PathText.shown(name)));
        return path.append('/').append(PathText.shown(entry.name())).toString();
    }
}
