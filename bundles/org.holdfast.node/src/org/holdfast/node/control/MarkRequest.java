// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How to mark a snapshot.
 *
 * @param snapshot its id, the beginning of it, or latest
 * @param add tags to add
 * @param remove tags to take away
 * @param pinned whether rules may not forget it; as it is if left out
 */
public record MarkRequest(String snapshot, List<String> add, List<String> remove, Optional<Boolean> pinned) {
    /** What a caller left out is empty. */
    public MarkRequest {
        snapshot = Objects.requireNonNullElse(snapshot, "");
        add = List.copyOf(Objects.requireNonNullElse(add, List.of()));
        remove = List.copyOf(Objects.requireNonNullElse(remove, List.of()));
        pinned = Objects.requireNonNullElse(pinned, Optional.empty());
    }
}
