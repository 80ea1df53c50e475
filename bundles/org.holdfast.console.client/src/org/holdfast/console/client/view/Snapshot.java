// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A snapshot; of a run in progress what is known so far. */
public record Snapshot(
        String id,
        String state,
        Optional<Instant> time,
        long files,
        long bytes,
        long newBytes,
        long storedBytes,
        String code,
        int partners,
        double seconds,
        List<Problem> problems) {}
