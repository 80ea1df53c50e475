// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether this machine leaves, and how far that is.
 *
 * @param since when it gave notice; empty if it stays
 * @param done whether nobody needs it any more
 */
public record LeaveReport(Optional<Instant> since, boolean done, List<PartingReport> partners) {
    public LeaveReport {
        partners = List.copyOf(partners);
    }
}
