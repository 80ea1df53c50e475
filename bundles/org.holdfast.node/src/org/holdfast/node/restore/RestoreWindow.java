// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.format.tree.Xattr;
import org.holdfast.model.SegmentId;

/**
 * A stretch of the tree, put in the order in which its segments first come: all steps that need the same segment stand
 * together, else in order of the tree. So a tree whose names say nothing of when its files were stored, such as one of
 * hashes, costs one load of each segment, not one for each file. Bounded by an estimate of the heap it takes.
 */
final class RestoreWindow {
    private static final int MOST_BYTES = 6 << 20;
    private static final int ENTRY_BYTES = 800;
    private static final int ID_BYTES = 96;
    private static final int EXTENT_BYTES = 40;

    private final Map<Optional<SegmentId>, List<RestoreStep>> steps = new LinkedHashMap<>();
    private Optional<SegmentId> latest = Optional.empty();
    private int bytes;

    /** Steps that begin with the same segment, if any of them needs one. */
    record Batch(Optional<SegmentId> segment, List<RestoreStep> steps) {}

    /** Adds the next step of the tree. What needs no segment comes with what was before it. */
    void add(RestoreStep step, Optional<SegmentId> segment) {
        latest = segment.or(() -> latest);
        steps.computeIfAbsent(latest, none -> new ArrayList<>()).add(step);
        bytes += step.entry().map(RestoreWindow::estimate).orElse(ENTRY_BYTES);
    }

    boolean isFull() {
        return bytes >= MOST_BYTES;
    }

    List<Batch> batches() {
        return steps.entrySet().stream()
                .map(each -> new Batch(each.getKey(), each.getValue()))
                .toList();
    }

    private static int estimate(TreeEntry entry) {
        int attributes = 0;
        for (Xattr each : entry.xattrs()) {
            attributes += ID_BYTES + each.name().length() + each.value().length();
        }
        return ENTRY_BYTES
                + attributes
                + ID_BYTES * entry.content().ids().size()
                + EXTENT_BYTES * entry.extents().size();
    }
}
