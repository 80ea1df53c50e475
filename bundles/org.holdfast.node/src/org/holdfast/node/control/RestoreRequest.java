// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.Objects;
import java.util.Optional;

/** What to write back, and where: to is an absolute directory below which the absolute source path is built. */
public record RestoreRequest(String snapshot, Optional<String> path, String to, boolean overwrite) {
    /** What a caller left out is empty. */
    public RestoreRequest {
        path = Objects.requireNonNullElse(path, Optional.empty());
    }
}
