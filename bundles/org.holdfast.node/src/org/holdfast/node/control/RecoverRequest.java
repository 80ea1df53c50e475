// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to write a snapshot, the newest unless another is named, and further addresses to ask.
 *
 * @param before what was published after this time is not believed, as somebody else had the machine; ISO 8601
 */
public record RecoverRequest(
        String to, List<String> seeds, boolean overwrite, Optional<String> snapshot, Optional<String> before) {
    /** What a caller left out is empty. */
    public RecoverRequest {
        seeds = List.copyOf(Objects.requireNonNullElse(seeds, List.of()));
        snapshot = Objects.requireNonNullElse(snapshot, Optional.empty());
        before = Objects.requireNonNullElse(before, Optional.empty());
    }

    /** One that believes the newest. */
    public RecoverRequest(String to, List<String> seeds, boolean overwrite, Optional<String> snapshot) {
        this(to, seeds, overwrite, snapshot, Optional.empty());
    }
}
