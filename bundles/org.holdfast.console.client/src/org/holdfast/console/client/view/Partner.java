// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.client.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A partner, what is agreed with it, and how it keeps to that. */
public record Partner(
        String node,
        String name,
        List<String> addresses,
        String site,
        String os,
        String host,
        String phase,
        boolean reachable,
        Optional<Instant> lastSeen,
        long reservedHere,
        long usedHere,
        long reservedThere,
        long usedThere,
        String keyFingerprint,
        List<String> limitedBy,
        int version,
        String online,
        long promisedMinutes,
        long seenMinutes,
        long averageKbit,
        long agreedKbit,
        String record,
        String lastAudit,
        String health,
        Optional<Instant> healthSince,
        String healthNote) {}
