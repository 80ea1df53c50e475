// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.holdfast.files.PathText;
import org.holdfast.files.Restored;
import org.holdfast.files.ScannedEntry;
import org.holdfast.files.TreeTarget;
import org.holdfast.format.tree.TreeEntry;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;

/**
 * Moves through the target in any order: out of the directories that are not on the way, into those that are, which are
 * made if they are missing. Whenever it goes out of a directory, that gets its metadata, so the last time counts. One
 * thread's.
 */
final class TargetCursor {
    private final TreeTarget target;
    private final RestoreTally tally;
    private final Predicate<ScannedEntry> keptOut;
    private Place here;

    /** @param keptOut tells directories that are there and that nothing is written into */
    TargetCursor(TreeTarget target, RestoreTally tally, Place top, Predicate<ScannedEntry> keptOut) {
        this.target = target;
        this.tally = tally;
        this.keptOut = keptOut;
        this.here = top;
    }

    TreeTarget target() {
        return target;
    }

    Place here() {
        return here;
    }

    /** Goes there; false if that directory, or one above it, cannot be made. */
    boolean go(Place there) {
        Deque<Place> down = new ArrayDeque<>();
        Place meeting = there;
        while (meeting != here) {
            if (meeting.depth() >= here.depth()) {
                down.push(meeting);
                meeting = meeting.parent();
            } else {
                leave();
            }
        }
        for (Place each : down) {
            if (!enter(each)) {
                return false;
            }
        }
        return true;
    }

    private boolean enter(Place child) {
        if (child.isRefused()) {
            return false;
        }
        boolean entered =
                succeeded(here, child.directory(), enter(child.directory().name()));
        if (entered) {
            here = child;
        } else {
            child.refuse();
        }
        return entered;
    }

    private Restored enter(Bytes name) {
        return target.look(name).filter(keptOut).isPresent()
                ? new Restored.Refused(
                        ErrorCode.TARGET_FORBIDDEN,
                        PathText.shown(name) + " is this node's own data folder: nothing is restored into it")
                : target.enter(name);
    }

    private void leave() {
        Place left = here;
        here = left.parent();
        succeeded(here, left.directory(), target.leave(Metadata.of(left.directory())));
    }

    /** Tells of what went wrong with an entry of the directory that the cursor is in. */
    boolean succeeded(TreeEntry entry, Restored restored) {
        return succeeded(here, entry, restored);
    }

    private boolean succeeded(Place place, TreeEntry entry, Restored restored) {
        return switch (restored) {
            case Restored.Done done -> {
                done.warnings().forEach(warning -> tally.remark(place.path(entry), warning.why()));
                yield true;
            }
            case Restored.Refused refused -> {
                tally.problem(place.path(entry), refused.code(), refused.why());
                yield false;
            }
        };
    }
}
