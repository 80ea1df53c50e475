// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A tree to back up, with what to leave out. Globs match paths relative to the source.
 *
 * @param schedule of its own; empty: as the node is set, or as before where the source is known
 */
public record SourceRequest(String path, List<String> exclude, boolean oneFileSystem, Optional<String> schedule) {
    /** What a caller left out is empty. */
    public SourceRequest {
        exclude = List.copyOf(Objects.requireNonNullElse(exclude, List.of()));
        schedule = Objects.requireNonNullElse(schedule, Optional.empty());
    }

    /** One that follows the node's schedule. */
    public SourceRequest(String path, List<String> exclude, boolean oneFileSystem) {
        this(path, exclude, oneFileSystem, Optional.empty());
    }
}
