// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Where to write a snapshot, the newest unless another is named, and further addresses to ask. */
public record RecoverRequest(String to, List<String> seeds, boolean overwrite, Optional<String> snapshot) {
    /** What a caller left out is empty. */
    public RecoverRequest {
        seeds = List.copyOf(Objects.requireNonNullElse(seeds, List.of()));
        snapshot = Objects.requireNonNullElse(snapshot, Optional.empty());
    }
}
