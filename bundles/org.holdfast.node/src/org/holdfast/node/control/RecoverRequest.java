// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;

/** Where to write the latest snapshot, and further addresses to ask. */
public record RecoverRequest(String to, List<String> seeds, boolean overwrite) {
    /** What a caller left out is empty. */
    public RecoverRequest {
        seeds = List.copyOf(Objects.requireNonNullElse(seeds, List.of()));
    }
}
