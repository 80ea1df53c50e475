// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where to write a snapshot, the newest unless another is named, and further addresses to ask.
 *
 * @param at number of the head to take instead of the newest, as {@code 57} or {@code 57-3fa9}
 * @param before the newest head that partners had before this time
 */
public record RecoverRequest(
        String to,
        List<String> seeds,
        boolean overwrite,
        Optional<String> snapshot,
        Optional<String> at,
        Optional<String> before) {
    /** What a caller left out is empty. */
    public RecoverRequest {
        seeds = List.copyOf(Objects.requireNonNullElse(seeds, List.of()));
        snapshot = Objects.requireNonNullElse(snapshot, Optional.empty());
        at = Objects.requireNonNullElse(at, Optional.empty());
        before = Objects.requireNonNullElse(before, Optional.empty());
    }

    /** Of the newest head. */
    public RecoverRequest(String to, List<String> seeds, boolean overwrite, Optional<String> snapshot) {
        this(to, seeds, overwrite, snapshot, Optional.empty(), Optional.empty());
    }
}
