// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;

/** A tree to back up, with what to leave out. Globs match paths relative to the source. */
public record SourceRequest(String path, List<String> exclude, boolean oneFileSystem) {
    /** What a caller left out is empty. */
    public SourceRequest {
        exclude = List.copyOf(Objects.requireNonNullElse(exclude, List.of()));
    }
}
