// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.Objects;
import java.util.Optional;

/**
 * What to write back, and where.
 *
 * @param to an absolute directory below which the absolute source path is built
 * @param overwrite what is there is written anew
 * @param changed with overwrite: what is there with the right kind, size, time, mode and owner is left as it is
 * @param dryRun nothing is written: it is only told what would be
 */
public record RestoreRequest(
        String snapshot, Optional<String> path, String to, boolean overwrite, boolean changed, boolean dryRun) {
    /** What a caller left out is empty. */
    public RestoreRequest {
        path = Objects.requireNonNullElse(path, Optional.empty());
    }

    /** Writes, and what it overwrites it writes anew. */
    public RestoreRequest(String snapshot, Optional<String> path, String to, boolean overwrite) {
        this(snapshot, path, to, overwrite, false, false);
    }
}
