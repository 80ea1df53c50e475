// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/**
 * What to forget.
 *
 * @param keep rules such as daily=7,weekly=4; empty: by name
 * @param snapshots ids, or their beginnings; empty: by rules
 * @param dryRun whether only to say what would happen
 */
public record ForgetRequest(String keep, List<String> snapshots, boolean dryRun) {
    public ForgetRequest {
        keep = keep == null ? "" : keep;
        snapshots = snapshots == null ? List.of() : List.copyOf(snapshots);
    }
}
