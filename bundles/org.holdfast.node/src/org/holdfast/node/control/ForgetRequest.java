// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;

/**
 * What to forget.
 *
 * @param keep rules such as daily=7,weekly=4; empty: by name
 * @param snapshots ids, or their beginnings; empty: by rules
 * @param dryRun whether only to say what would happen
 */
public record ForgetRequest(String keep, List<String> snapshots, boolean dryRun) {
    /** What a caller left out is empty. */
    public ForgetRequest {
        keep = Objects.requireNonNullElse(keep, "");
        snapshots = List.copyOf(Objects.requireNonNullElse(snapshots, List.of()));
    }
}
