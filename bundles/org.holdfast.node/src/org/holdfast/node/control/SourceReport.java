// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A tree that is backed up, with its rules as a {@link SourceRequest} names them.
 *
 * @param schedule as it would be written
 * @param lastRun when the last good backup of it began
 * @param nextRun when its time comes, or came; empty if it is backed up by hand only
 * @param waits why it is not backed up right now
 * @param overdue whether its backup should have been made long ago
 */
public record SourceReport(
        String path,
        List<String> exclude,
        boolean oneFileSystem,
        List<String> include,
        String ignoreFile,
        long largestBytes,
        int oldestDays,
        List<String> presets,
        String hookBefore,
        String hookAfter,
        int hookSeconds,
        String hookFailure,
        String view,
        String schedule,
        Optional<Instant> lastRun,
        Optional<Instant> nextRun,
        String waits,
        boolean overdue) {
    /** Whether the node runs commands for it. */
    public boolean hasHooks() {
        return !hookBefore.isEmpty() || !hookAfter.isEmpty();
    }

    /** The same with something else in place of its commands, where it has any. */
    public SourceReport withHooks(String shown) {
        return new SourceReport(
                path,
                exclude,
                oneFileSystem,
                include,
                ignoreFile,
                largestBytes,
                oldestDays,
                presets,
                hookBefore.isEmpty() ? "" : shown,
                hookAfter.isEmpty() ? "" : shown,
                hookSeconds,
                hookFailure,
                view,
                schedule,
                lastRun,
                nextRun,
                waits,
                overdue);
    }
}
