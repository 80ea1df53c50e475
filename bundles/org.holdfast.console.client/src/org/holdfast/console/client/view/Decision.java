// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.Optional;

/** What a criterion said of a node; the criterion called {@code outcome} is what came of it. */
public record Decision(
        Optional<Instant> time,
        String node,
        String name,
        String criterion,
        String verdict,
        double score,
        String reason) {}
