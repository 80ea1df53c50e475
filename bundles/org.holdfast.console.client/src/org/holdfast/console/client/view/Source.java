// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A tree that is backed up; lastRun: when the last good backup of it began. */
public record Source(
        String path, List<String> exclude, boolean oneFileSystem, Optional<Instant> lastRun, boolean overdue) {}
