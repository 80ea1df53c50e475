// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.restore;

import java.util.Optional;
import org.holdfast.format.tree.TreeEntry;

/** One thing that a restore does, in the directory that is named. */
record RestoreStep(Place place, Optional<TreeEntry> entry) {
    /** Makes the directory, if nothing else would. */
    static RestoreStep make(Place place) {
        return new RestoreStep(place, Optional.empty());
    }

    /** Writes anything but a directory. */
    static RestoreStep write(Place place, TreeEntry entry) {
        return new RestoreStep(place, Optional.of(entry));
    }
}
