// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tree to back up, and what of it. Patterns are those of docs/selection.md, relative to the path.
 *
 * @param ignoreFile name of ignore files in folders; absent: the usual name; empty: none are followed
 * @param largestBytes 0: no limit; likewise {@code oldestDays}
 * @param presets {@code caches}, {@code vendor}
 * @param hookBefore a command for the system's shell; empty: none; likewise {@code hookAfter}
 * @param hookSeconds 0: the usual limit
 * @param hookFailure {@code stop} or {@code continue}
 * @param view {@code live}, {@code btrfs} or {@code lvm}
 * @param schedule of its own; empty: as the node is set, or as before where the source is known
 */
public record SourceRequest(
        String path,
        List<String> exclude,
        boolean oneFileSystem,
        List<String> include,
        @Nullable String ignoreFile,
        long largestBytes,
        int oldestDays,
        List<String> presets,
        String hookBefore,
        String hookAfter,
        int hookSeconds,
        String hookFailure,
        String view,
        Optional<String> schedule) {
    /** What a caller left out is empty, or as usual. */
    public SourceRequest {
        exclude = List.copyOf(Objects.requireNonNullElse(exclude, List.of()));
        include = List.copyOf(Objects.requireNonNullElse(include, List.of()));
        presets = List.copyOf(Objects.requireNonNullElse(presets, List.of()));
        hookBefore = Objects.requireNonNullElse(hookBefore, "");
        hookAfter = Objects.requireNonNullElse(hookAfter, "");
        hookFailure = Objects.requireNonNullElse(hookFailure, "stop");
        view = Objects.requireNonNullElse(view, "live");
        schedule = Objects.requireNonNullElse(schedule, Optional.empty());
    }

    /** Whether it names commands that the node is to run. */
    public boolean hasHooks() {
        return !hookBefore.isEmpty() || !hookAfter.isEmpty();
    }

    /** One with the usual rules that follows the node's schedule. */
    public SourceRequest(String path, List<String> exclude, boolean oneFileSystem) {
        this(
                path,
                exclude,
                oneFileSystem,
                List.of(),
                null,
                0,
                0,
                List.of(),
                "",
                "",
                0,
                "stop",
                "live",
                Optional.empty());
    }

    /** The same with a schedule of its own, as docs/schedules.md writes it. */
    public SourceRequest scheduled(String own) {
        return new SourceRequest(
                path,
                exclude,
                oneFileSystem,
                include,
                ignoreFile,
                largestBytes,
                oldestDays,
                presets,
                hookBefore,
                hookAfter,
                hookSeconds,
                hookFailure,
                view,
                Optional.of(own));
    }
}
